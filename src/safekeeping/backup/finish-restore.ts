import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { KeyState } from '../key-state.js';
import { rewrapColumn } from '../rewrap.js';

export interface Restored {
  chains: number;
  entries: number;
  /** Chains that are not as they were written, each with the first entry that is not. */
  broken: { chain: string; entry: string | null }[];
}

/** What is left to do in a restored house: everything under the key of this deployment, and the trail held against itself. */
@Injectable()
export class FinishRestore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly master: MasterKey,
    private readonly keys: KeyState,
    private readonly trail: AuditTrail,
  ) {}

  async finish(): Promise<Restored> {
    const restored = await this.#verify();
    let rewrapped = 0;
    for (const column of this.keys.columns)
      rewrapped += await rewrapColumn(this.database, this.master, column, () => Promise.resolve());
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      if (rewrapped > 0)
        await tx.run(sql`
          INSERT INTO key_change (id, key_check, state, began_at, ended_at)
          VALUES (${this.master.check}, ${this.master.check}, 'DONE', ${now}, ${now}) ON CONFLICT (id) DO NOTHING`);
      await this.trail.record(tx, {
        ...{ chain: NETWORK_CHAIN, actorId: null, action: 'database.restore' },
        ...{ subjectType: 'database', subjectId: NETWORK_CHAIN },
      });
    });
    await this.database.forgetDeleted();
    return restored;
  }

  async #verify(): Promise<Restored> {
    const chains = await this.database.all<{ chain: string }>(sql`SELECT chain FROM audit_chain ORDER BY chain`);
    const restored: Restored = { chains: chains.length, entries: 0, broken: [] };
    for (const { chain } of chains) {
      const { intact, entries, firstBroken } = await this.trail.verify(this.database, chain);
      restored.entries += entries;
      if (!intact) restored.broken.push({ chain, entry: firstBroken });
    }
    return restored;
  }
}
