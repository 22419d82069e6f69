import { Injectable } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { ClientAccess, ClientRow, purposeSaid, standingToHer } from '../../clients/index.js';
import type { Actor } from '../../identity/index.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { EndReferrals } from '../../referrals/index.js';
import { Erasure } from '../erase/erasure.js';
import { isHeld } from '../holds/legal-holds.js';
import type { EraseClientInput } from './erase-client.type.js';
import { ErasureParts, type Erased } from './erasure-parts.js';

const THE_WORD = 'ERASE';

/** She asks for it: her worker does it at once, or a manager who says why. Everything but what figures count. */
@Injectable()
export class EraseOnRequest {
  constructor(
    private readonly database: Database,
    private readonly access: ClientAccess,
    private readonly ending: EndReferrals,
    private readonly erasure: Erasure,
    private readonly rest: ErasureParts,
  ) {}

  erase(actor: Actor, input: EraseClientInput): Promise<Erased> {
    return this.database.write(async (tx) => {
      const client = await holdRow(tx, input.clientId);
      const purpose = await this.#mayErase(tx, actor, client, input.purpose ?? null);
      if (!client) throw forbidden();
      if (input.confirm !== THE_WORD)
        throw invalidAt('confirm', `This cannot be undone. If she wants it, write ${THE_WORD}.`);
      if (await isHeld(tx, client.id))
        throw invalidAt(
          'clientId',
          'A legal hold stands on her record, so nothing of it may be erased now. A manager of your organization placed it and can end it; her record says why.',
        );
      // First: while their keys are there, places that were kept for her are given back.
      const ended = await this.ending.endAllOf(tx, actor, client.id);
      const counted = await this.rest.count(tx, client.id);
      await this.rest.withdrawAll(tx, client.id);
      await this.erasure.erase(tx, 'woman', client.id);
      await this.rest.record(tx, actor, client.id, purpose);
      return { ...counted, referralsEnded: ended.length };
    });
  }

  /** Her worker, or a manager with a purpose; custody closes her to every manager, as it does everywhere. */
  async #mayErase(
    tx: Transaction,
    actor: Actor,
    client: ClientRow | null,
    purpose: string | null,
  ): Promise<string | null> {
    const standing = client ? standingToHer(actor, client) : 'NOBODY';
    if (standing === 'HER_WORKER') return purpose;
    if (!client || standing === 'NOBODY' || !actor.is('MANAGER')) throw forbidden();
    if ((await this.access.closedToOthers(tx, actor, [client.id])).has(client.id)) throw forbidden();
    return purposeSaid(purpose);
  }
}

/** Two that erase her at once wait for each other, and the second finds nothing. */
async function holdRow(tx: Transaction, clientId: string): Promise<ClientRow | null> {
  await tx.one(sql`SELECT id FROM client WHERE id = ${clientId} ${tx.kind === 'postgres' ? sql`FOR UPDATE` : empty}`);
  return tx.manager.findOneBy(ClientRow, { id: clientId });
}
