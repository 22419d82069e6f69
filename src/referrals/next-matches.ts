import { Injectable } from '@nestjs/common';
import { AvoidBook, FindListings, TAXONOMY, faceOf, type SearchResult } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { cameToNothing, TriesThatCameToNothing } from './came-to-nothing.js';
import type { SeenReferral } from './referral-access.js';
import type { ReferralContent } from './referral-content.js';
import { ReferralRow } from './referral.entity.js';

/** What a search for her next place found, and for which try. */
export interface NextPlaces {
  seen: SeenReferral;
  written: ReferralContent;
  result: SearchResult;
}

/** Who refused her, or did not answer, is not the end of it: the same need, put to the whole directory once more. */
@Injectable()
export class NextMatches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tries: TriesThatCameToNothing,
    private readonly search: FindListings,
    private readonly avoided: AvoidBook,
  ) {}

  /** Null where the referral is not hers. */
  async find(actor: Actor, referralId: string, first: number): Promise<NextPlaces | null> {
    const seen = await this.tries.find(this.database, actor, referralId);
    if (!seen) return null;
    this.tries.check(seen);
    const { row } = seen;
    const written = await this.tries.written(this.database, seen);
    const avoid = await this.avoided.avoidedBy(actor, row.clientId);
    if (!avoid) return null;
    const request = {
      where: {
        services: row.services,
        mustHave: [...new Set(written.needs?.filter((need) => TAXONOMY.isAttribute(need)))],
        deadline: row.deadline,
      },
      avoid: { ...avoid, listingIds: await this.#tried(row) },
      now: this.clock.now(),
      first,
    };
    const result = await this.search.find(request, faceOf(actor));
    return { seen, written, result };
  }

  /** This place, and every other of the chain where it came to nothing. */
  async #tried(row: ReferralRow): Promise<string[]> {
    const all = await this.database.manager.findBy(ReferralRow, { clientId: row.clientId });
    const failed = chainOf(row, all).filter(
      ({ status, outcome }) => cameToNothing({ status, outcome }) && status !== 'WITHDRAWN',
    );
    return [row.listingId, ...failed.map(({ listingId }) => listingId)];
  }
}

/** The tries before it and after it: one need is one chain. */
function chainOf(row: ReferralRow, all: readonly ReferralRow[]): ReferralRow[] {
  const chain = new Set([row]);
  for (let size = 0; size < chain.size;) {
    size = chain.size;
    const [ids, before] = [new Set<string>(), new Set<string | null>()];
    for (const each of chain) {
      ids.add(each.id);
      before.add(each.replacesId);
    }
    for (const each of all)
      if (!ids.has(each.id) && (before.has(each.id) || ids.has(each.replacesId ?? ''))) chain.add(each);
  }
  return [...chain];
}
