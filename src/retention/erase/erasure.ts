import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { eraseRecord } from '../../clients/index.js';
import { ConsentBook } from '../../consent/index.js';
import { ForgetRefused } from '../../directory/index.js';
import { erasePlan } from '../../plans/index.js';
import { Clock } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { ErasureLedger } from '../../platform/erasure/index.js';
import { forgetKeysOf } from '../../platform/once/index.js';
import { eraseDraft, eraseReferral, eraseShared } from '../../referrals/index.js';

/** What can be erased. A woman is all of hers. */
const ERASABLE = ['woman', 'consent', 'referral', 'shared', 'plan', 'draft'] as const;
export type Erasable = (typeof ERASABLE)[number];

/** Its kind in the erasure ledger; `consent` alone is hers who took it back. */
const inLedger = (kind: Erasable): string => `erased-${kind}`;

/** The one door through which anything of hers is erased: what passed it is gone, and known by kind and id. */
@Injectable()
export class Erasure {
  constructor(
    private readonly clock: Clock,
    private readonly consents: ConsentBook,
    private readonly refused: ForgetRefused,
    private readonly erasures: ErasureLedger,
  ) {
    // A restored backup knows nothing of it: erased once more, before anybody reads.
    for (const kind of ERASABLE) erasures.on(inLedger(kind), (tx, { id }) => this.erase(tx, kind, id));
  }

  async erase(tx: Transaction, kind: Erasable, id: string): Promise<void> {
    await this.#erase(tx, kind, id);
    await forgetKeysOf(tx, id);
    await this.erasures.record(tx, inLedger(kind), id);
  }

  #erase(tx: Transaction, kind: Erasable, id: string): Promise<void> {
    switch (kind) {
      case 'woman':
        return this.#woman(tx, id);
      case 'consent':
        return this.consents.close(tx, id);
      case 'referral':
        return eraseReferral(tx, id);
      case 'shared':
        return eraseShared(tx, id);
      case 'plan':
        return erasePlan(tx, id);
      case 'draft':
        return eraseDraft(tx, id);
    }
  }

  async #woman(tx: Transaction, clientId: string): Promise<void> {
    const referrals = await tx.all<{ id: string; listing_id: string; sent_at: string | null }>(
      sql`SELECT id, listing_id, sent_at FROM referral WHERE client_id = ${clientId} ORDER BY id`,
    );
    for (const { id, sent_at } of referrals) await this.erase(tx, sent_at === null ? 'draft' : 'referral', id);
    for (const id of await idsOf(tx, sql`SELECT id FROM plan WHERE client_id = ${clientId} ORDER BY id`))
      await this.erase(tx, 'plan', id);
    for (const id of await idsOf(tx, sql`SELECT id FROM consent WHERE client_id = ${clientId} ORDER BY id`))
      await this.erase(tx, 'consent', id);
    await this.refused.forget(
      tx,
      clientId,
      referrals.map((each) => each.listing_id),
    );
    await tx.run(sql`UPDATE legal_hold SET reason = '', end_reason = NULL WHERE client_id = ${clientId}`);
    await eraseRecord(tx, clientId, this.clock.now());
  }
}

const idsOf = async (tx: Transaction, query: ReturnType<typeof sql>): Promise<string[]> =>
  (await tx.all<{ id: string }>(query)).map(({ id }) => id);
