import type { ReadFiles } from './checkpoint-files.js';
import { NOTHING_SIGNED, type SignedChain } from './signed-chain.js';

/** What all checkpoints together say. */
export interface SignedTrails {
  chains: Map<string, SignedChain>;
  /** How many checkpoints speak of each chain. */
  counts: Map<string, number>;
  lastAt: string | null;
  /** What is wrong with the checkpoints themselves, in words. */
  problems: string[];
  /** Files of the folder that are signed by a key which ours does not vouch for; they count for nothing. */
  unknown: string[];
}

export function signedChains({ lines, problems, unknown }: ReadFiles): SignedTrails {
  const trails: SignedTrails = { chains: new Map(), counts: new Map(), lastAt: null, problems: [...problems], unknown };
  for (const { at, chains = [], restored } of lines)
    for (const end of chains) {
      const before = trails.chains.get(end.chain) ?? NOTHING_SIGNED;
      const after = restored ? before.endingAt(end.length, end.hash, at) : before.with(end, at);
      if (after === null) {
        trails.problems.push(`The checkpoint of ${at} contradicts one before it.`);
        continue;
      }
      trails.chains.set(end.chain, after);
      trails.counts.set(end.chain, (trails.counts.get(end.chain) ?? 0) + 1);
      if (trails.lastAt === null || at > trails.lastAt) trails.lastAt = at;
    }
  return trails;
}
