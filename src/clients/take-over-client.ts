import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail } from '../audit/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { Assignments } from './assignments.js';
import { ClientAccess, standingToHer } from './client-access.js';
import { ClientRow } from './client.entity.js';
import { purposeSaid } from './purpose.js';
import { changed as sayChanged } from '../platform/changes/index.js';

/** A colleague becomes her worker, or her manager gives her to one: in one action, with a reason that both workers see. */
@Injectable()
export class TakeOverClient {
  constructor(
    private readonly access: ClientAccess,
    private readonly assignments: Assignments,
    private readonly trail: AuditTrail,
  ) {}

  /** In the transaction of who found her. `toId` null: to the reader herself. */
  async within(tx: Transaction, actor: Actor, said: TakeOverSaid): Promise<void> {
    const client = await tx.manager.findOneBy(ClientRow, { id: said.clientId });
    const standing = client ? standingToHer(actor, client) : 'NOBODY';
    if (!client || standing === 'NOBODY') throw forbidden();
    // Whoever becomes her worker reads what custody closes to colleagues: there only a manager, who reads nothing, gives her to somebody.
    if (standing === 'COLLEAGUE' && (await this.access.closedToOthers(tx, actor, [client.id])).has(client.id))
      throw forbidden();
    const toId = await this.#toWhom(tx, actor, said.toId);
    const fromId = client.assignedToId;
    if (fromId === toId) throw invalidAt('toId', 'She is her worker already.');
    const purpose = purposeSaid(said.purpose);
    // The check and the change are one statement: of two at once, one finds that she has another worker by now.
    const changed = await tx.run(sql`
      UPDATE client SET assigned_to_id = ${toId}, version = version + 1
      WHERE id = ${client.id} AND COALESCE(assigned_to_id, '') = ${fromId ?? ''}`);
    if (changed === 0) throw invalidAt('clientId', 'Somebody else became her worker meanwhile: look again.');
    await this.assignments.note(tx, actor, { clientId: client.id, fromId, toId, purpose });
    await this.trail.record(tx, actOf(actor, 'client.take-over', 'client', client.id, purpose));
    await sayChanged(tx, [actor.organizationId]);
  }

  /** A caseworker takes her over herself; to give her to somebody else is the manager's. */
  async #toWhom(tx: Transaction, actor: Actor, toId: string | null): Promise<string> {
    const caseworker = toId ?? actor.staffId;
    if (caseworker !== actor.staffId && !actor.is('MANAGER'))
      throw invalidAt('toId', 'Take her over yourself, or ask your manager.');
    await this.assignments.toCaseworker(tx, actor, caseworker, 'toId');
    return caseworker;
  }
}

export interface TakeOverSaid {
  clientId: string;
  toId: string | null;
  purpose: string;
}
