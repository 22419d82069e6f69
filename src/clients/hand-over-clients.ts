import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { Assignments } from './assignments.js';
import { ClientHandoverRow } from './client-handover.entity.js';
import { ClientKeys } from './client-keys.js';
import { ClientLedger } from './client-ledger.js';
import type { HandOverClientsInput } from './hand-over.input.js';
import { handoverNoteOf } from './hand-overs.js';

/** The end of a shift: her women go to a colleague, all of them or none. */
@Injectable()
export class HandOverClients {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: ClientKeys,
    private readonly ledger: ClientLedger,
    private readonly assignments: Assignments,
  ) {}

  /** The id of the act; a repeat gives that of the first. */
  async handOver(actor: Actor, input: HandOverClientsInput): Promise<string> {
    // In one order, so that two hand-overs at once wait for each other and not in a circle.
    const ids = [...new Set(input.clientIds)].sort();
    if (ids.length === 0) throw invalidAt('clientIds', 'Say at least one woman whom you hand over.');
    return this.database.write((tx) =>
      this.ledger.repeatable(tx, actor, 'handOverClients', input, async () => {
        await this.#mayTakeThem(tx, actor, input.toId);
        const act = { actId: newId(), fromId: actor.staffId, toId: input.toId, at: this.clock.now() };
        for (const clientId of ids) await this.#one(tx, actor, clientId, act, input.note ?? null);
        return act.actId;
      }),
    );
  }

  async #mayTakeThem(tx: Transaction, actor: Actor, toId: string): Promise<void> {
    if (toId === actor.staffId) throw invalidAt('toId', 'You are her worker already: choose a colleague.');
    await this.assignments.toCaseworker(tx, actor, toId, 'toId');
  }

  async #one(
    tx: Transaction,
    actor: Actor,
    clientId: string,
    act: Pick<ClientHandoverRow, 'actId' | 'fromId' | 'toId' | 'at'>,
    note: string | null,
  ): Promise<void> {
    // The check and the change are one statement: of two hand-overs at once, one finds that she is hers no longer.
    const changed = await tx.run(sql`
      UPDATE client SET assigned_to_id = ${act.toId}, version = version + 1
      WHERE id = ${clientId} AND organization_id = ${actor.organizationId} AND assigned_to_id = ${actor.staffId}`);
    if (changed === 0) throw forbidden();
    const id = newId();
    const key = note ? await this.keys.one(tx, clientId) : null;
    await tx.manager.insert(ClientHandoverRow, {
      ...act,
      id,
      clientId,
      note: key && key.seal(note, handoverNoteOf(id)),
      acknowledgedAt: null,
    });
    await this.ledger.record(tx, actor, 'client.hand-over', clientId);
  }
}
