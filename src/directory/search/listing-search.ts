import { instantText, type InstantText } from '../../platform/clock.js';
import { pageSize } from '../../platform/graphql/index.js';
import { checkNeeds } from './check-needs.js';
import { conditionsOf, type Conditions } from './conditions.js';
import { facetsOf } from './facets.js';
import { listName, readCursor, writeCursor, type FoundCursor } from './found-cursor.js';
import type { DirectorySnapshot } from './listing-index.js';
import { fitOf, matchListing, type Match } from './match-listing.js';
import { cut, rank, type Ranked } from './rank.js';
import type { FacetCount, Found, FoundPage, SearchRequest, SearchResult } from './search-request.js';
import type { Walls } from './when-open.js';

/** All listings as they stand to one search's conditions at one instant. */
interface Judged {
  readonly conditions: Conditions;
  readonly matches: readonly Ranked[];
  readonly callFirst: readonly Ranked[];
}

/** One search over one snapshot of the directory. Pages of the same instant share one look at all listings. */
export class ListingSearch implements SearchResult {
  readonly matches: FoundPage;
  readonly #judged = new Map<InstantText, Judged>();
  readonly #now: InstantText;

  /** Throws a refusal where something asked for cannot be read. */
  constructor(
    private readonly directory: DirectorySnapshot,
    private readonly request: SearchRequest,
    private readonly walls: Walls,
  ) {
    checkNeeds(request.where, directory.areas);
    const list = listName('matches', request.where);
    const cursor = this.#read(list, request.after);
    this.#now = cursor?.now ?? request.now;
    this.matches = this.#page(list, 'matches', request.first, cursor);
  }

  callFirst(first: number | null, after?: string | null): FoundPage {
    const list = listName('callFirst', this.request.where);
    return this.#page(list, 'callFirst', first, this.#read(list, after));
  }

  facets(): FacetCount[] {
    return facetsOf(this.#at(this.#now).matches.map(({ match }) => match));
  }

  #read(list: string, after: string | null | undefined): FoundCursor | null {
    return after === null || after === undefined ? null : readCursor(list, after, this.request.now);
  }

  #page(list: string, which: 'matches' | 'callFirst', first: number | null, cursor: FoundCursor | null): FoundPage {
    const size = pageSize(first);
    const now = cursor?.now ?? this.#now;
    const { conditions, [which]: ranked } = this.#at(now);
    const { page, hasNext, hasPrevious } = cut(ranked, cursor?.position ?? null, size);
    return {
      edges: page.map(({ match, position }) => ({
        cursor: writeCursor(list, { now, position }),
        found: foundOf(match, conditions),
      })),
      totalCount: ranked.length,
      hasNextPage: hasNext,
      hasPreviousPage: hasPrevious,
    };
  }

  #at(now: InstantText): Judged {
    const known = this.#judged.get(now);
    if (known) return known;
    const { where, avoid } = this.request;
    const ground = { now, walls: this.walls, areas: this.directory.areas, avoid: avoid ?? null };
    const judged = judge(this.directory, conditionsOf(where, ground));
    this.#judged.set(now, judged);
    return judged;
  }
}

function judge({ listings }: DirectorySnapshot, conditions: Conditions): Judged {
  const matches: Ranked[] = [];
  const callFirst: Ranked[] = [];
  for (const listing of listings) {
    const match = matchListing(listing, conditions);
    if (match !== 'NO') (match.sure ? matches : callFirst).push(rank(match, conditions));
  }
  return { conditions, matches, callFirst };
}

/** The earliest start is looked for here and not for all: most searches show twenty of thousands. */
function foundOf(match: Match, conditions: Conditions): Found {
  const { listing, distanceKm } = match;
  const start = conditions.start(listing);
  const fit = fitOf(match, conditions);
  return { listing, distanceKm, fit, opensAt: typeof start === 'object' ? instantText(start.at) : null };
}
