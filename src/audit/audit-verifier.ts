import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Database } from '../platform/database/index.js';
import { Checkpoints } from './checkpoints.js';
import type { Verification } from './findings.js';
import { NOTHING_SIGNED } from './signed-chain.js';
import type { SignedTrails } from './signed-trails.js';
import { walkChain } from './walk-chain.js';

/** One chain, computed anew and held against what was signed. */
export interface VerifiedChain extends Verification {
  chain: string;
  /** How many checkpoints speak of it. */
  checkpoints: number;
  lastCheckpointAt: string | null;
  /** Up to which entry they do. */
  signedEntries: number;
}

export interface VerifiedTrails {
  chains: VerifiedChain[];
  /** What is wrong with the checkpoints themselves. */
  problems: string[];
  unknown: string[];
}

/** Whether the trail is as it was written: by its own hashes, and by the checkpoints outside the database. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async verify(chain: string): Promise<VerifiedChain> {
    const trails = await this.checkpoints.signed();
    const verified = await this.#one(chain, trails);
    const [problem] = trails.problems;
    // A checkpoint that somebody was at proves nothing; of an intact chain it must be said.
    return verified.intact && problem !== undefined ? { ...verified, intact: false, finding: problem } : verified;
  }

  /** Every chain: those of the database, and those of which only a checkpoint still knows. */
  async verifyAll(): Promise<VerifiedTrails> {
    const trails = await this.checkpoints.signed();
    const there = await this.database.all<{ chain: string }>(
      sql`SELECT chain FROM audit_chain UNION SELECT chain FROM audit_entry`,
    );
    const names = new Set([...there.map(({ chain }) => chain), ...trails.chains.keys()]);
    const chains: VerifiedChain[] = [];
    for (const chain of [...names].sort()) chains.push(await this.#one(chain, trails));
    return { chains, problems: trails.problems, unknown: trails.unknown };
  }

  async #one(chain: string, trails: SignedTrails): Promise<VerifiedChain> {
    const signed = trails.chains.get(chain) ?? NOTHING_SIGNED;
    return {
      chain,
      ...(await walkChain(this.database, chain, signed)),
      checkpoints: trails.counts.get(chain) ?? 0,
      lastCheckpointAt: signed.at,
      signedEntries: signed.length,
    };
  }
}
