import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { MasterKey } from '../platform/secrets/index.js';
import { SETTINGS } from '../platform/settings.js';
import { CheckpointFiles } from './checkpoint-files.js';
import type { SignedEnd } from './checkpoint-line.js';
import { markOf, NOTHING_SIGNED, type SignedChain } from './signed-chain.js';
import { signedChains, type SignedTrails } from './signed-trails.js';
import { entriesOf, hashOfRaw } from './walk-chain.js';

const EVERY_SECONDS = 300;

/** What is in the trail is not what was signed before; it is not signed now. */
export class TrailNotAsSigned extends Error {
  override name = 'TrailNotAsSigned';

  constructor(readonly chains: readonly string[]) {
    super(`Not signed, because what is there does not follow from what was signed before: ${chains.join(', ')}.`);
  }
}

/** How much of the trail nothing outside the database answers for yet. */
export interface Unsigned {
  lastCheckpointAt: string | null;
  entries: number;
  /** When the oldest of them was written; null where there is none. */
  since: string | null;
}

/** Of a restored chain: how much was signed, and how much of that is there. */
export interface AcceptedEnd {
  chain: string;
  signed: number;
  accepted: number;
}

interface Head {
  chain: string;
  length: number;
  last_hash: string;
}

/**
 * What makes the trail hold against somebody who may write everything in the database: outside of it stands, signed with a key that is not in it,
 * how far each chain had come and which entries it had.
 */
@Injectable()
export class Checkpoints implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly key: MasterKey,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'audit.checkpoint',
      everySeconds: EVERY_SECONDS,
      run: () => this.write(),
      atTheEnd: true,
    });
  }

  /** Signs what was added since the last time, and says how many entries that were. Chains that are not as they were signed are left as they stand, and named. */
  async write(): Promise<number> {
    const trails = await this.signed();
    const [ends, notAsSigned]: [SignedEnd[], string[]] = [[], []];
    for (const head of await this.#heads()) {
      const signed = trails.chains.get(head.chain) ?? NOTHING_SIGNED;
      if (head.length === signed.length && head.last_hash === signed.lastHash) continue;
      const end = await this.#endOf(head, signed);
      if (end) ends.push(end);
      else notAsSigned.push(head.chain);
    }
    if (ends.length > 0) await this.#files().add({ at: this.clock.now(), chains: ends });
    if (notAsSigned.length > 0) throw new TrailNotAsSigned(notAsSigned);
    return ends.reduce((sum, { from, length }) => sum + length - from, 0);
  }

  /**
   * After a backup was restored: signs that each chain ends by right where it is still what was signed, and says where that is. What was written after
   * the backup is lost, and the trail would be held to be cut off for ever.
   */
  async acceptRestored(): Promise<AcceptedEnd[]> {
    const trails = await this.signed();
    const accepted: AcceptedEnd[] = [];
    const ends: SignedEnd[] = [];
    for (const [chain, signed] of trails.chains) {
      const { length, hash } = await this.#agreeing(chain, signed);
      if (length === signed.length) continue;
      accepted.push({ chain, signed: signed.length, accepted: length });
      ends.push({ chain, from: length, length, hash, marks: '' });
    }
    if (ends.length > 0) await this.#files().add({ at: this.clock.now(), chains: ends, restored: true });
    return accepted;
  }

  /** How far the chain is still what was signed. */
  async #agreeing(chain: string, signed: SignedChain): Promise<{ length: number; hash: string }> {
    let end = { length: 0, hash: NOTHING_SIGNED.lastHash };
    while (end.length < signed.length) {
      const page = await entriesOf(this.database, chain, end.length, signed.length);
      for (const raw of page) {
        const hash = hashOfRaw(end.hash, raw);
        if (raw.position !== end.length + 1 || !signed.holds(raw.position, hash)) return end;
        end = { length: raw.position, hash };
      }
      if (page.length === 0) break;
    }
    return end;
  }

  /** What is signed, of all chains. */
  async signed(): Promise<SignedTrails> {
    return signedChains(await this.#files().read());
  }

  /** How stale the last checkpoint is: a server that runs signs within minutes. */
  async unsigned(): Promise<Unsigned> {
    const trails = await this.signed();
    const unsigned: Unsigned = { lastCheckpointAt: trails.lastAt, entries: 0, since: null };
    for (const { chain, length } of await this.#heads()) {
      const from = trails.chains.get(chain)?.length ?? 0;
      if (length <= from) continue;
      unsigned.entries += length - from;
      const oldest = await this.database.one<{ at: string }>(
        sql`SELECT at FROM audit_entry WHERE chain = ${chain} AND position = ${from + 1}`,
      );
      if (oldest && (unsigned.since === null || oldest.at < unsigned.since)) unsigned.since = oldest.at;
    }
    return unsigned;
  }

  /** Asked for each time: the key may be changed while this process runs. */
  #files(): CheckpointFiles {
    return new CheckpointFiles(this.settings.checkpointsFolder, this.key.checkpointKey());
  }

  #heads(): Promise<Head[]> {
    return this.database.all<Head>(sql`SELECT chain, length, last_hash FROM audit_chain ORDER BY chain`);
  }

  /** What follows on what was signed, computed anew; null where it does not follow. */
  async #endOf({ chain, length, last_hash }: Head, signed: SignedChain): Promise<SignedEnd | null> {
    const marks: string[] = [];
    let last = signed.lastHash;
    let position = signed.length;
    while (position < length) {
      const page = await entriesOf(this.database, chain, position, length);
      for (const raw of page) {
        last = hashOfRaw(last, raw);
        if (raw.position !== ++position || raw.hash !== last) return null;
        marks.push(markOf(last));
      }
      if (page.length === 0) return null;
    }
    if (position !== length || last !== last_hash) return null;
    return { chain, from: signed.length, length, hash: last, marks: marks.join('') };
  }
}
