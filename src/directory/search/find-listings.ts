import { Inject, Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import type { InstantText } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { Database } from '../../platform/database/index.js';
import { invalidAt } from '../../platform/graphql/index.js';
import { SETTINGS } from '../../platform/settings.js';
import type { Face } from '../learning/learnt.js';
import { WallClock } from '../opening/index.js';
import type { AreaBook } from './area-book.js';
import { asKnownTo } from './index-listing.js';
import { ListingIndex, type DirectorySnapshot } from './listing-index.js';
import { ListingSearch } from './listing-search.js';
import type { ListingNeeds, SearchRequest, SearchResult } from './search-request.js';

/**
 * Finds places that fit what she needs, by what is known of them. It shows nobody a door: who may see which address is for the presenters, and
 * no search tells more than they do.
 */
@Injectable()
export class FindListings {
  readonly #clock = new WallClock();

  constructor(
    private readonly index: ListingIndex,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `face`: what she reads is what she can search by. Throws a refusal (InvalidInput) for unknown codes and areas, a page of the wrong size and a cursor of another search. */
  async find(request: SearchRequest, face: Face): Promise<SearchResult> {
    const directory = knownTo(face, await this.index.current(), request.now);
    await this.#avoidedExist(request.where, directory.areas);
    return new ListingSearch(directory, request, { zone: this.settings.networkTimezone, clock: this.#clock });
  }

  /** A mistyped id would protect her from nobody, without a word. What stands in her own list may have left the directory, and is let pass. */
  async #avoidedExist({ avoidOrganizations, avoidAreas }: ListingNeeds, areas: AreaBook): Promise<void> {
    if (avoidAreas?.some((id) => !areas.find(id))) throw invalidAt('avoidAreas', 'There is no such area.');
    const ids = [...new Set(avoidOrganizations)];
    if (ids.length === 0) return;
    const known = await this.database.all(sql`SELECT id FROM organization WHERE id IN (${join(ids)})`);
    if (known.length < ids.length) throw invalidAt('avoidOrganizations', 'There is no such organization.');
  }
}

const knownTo = (face: Face, directory: DirectorySnapshot, now: InstantText): DirectorySnapshot => ({
  ...directory,
  listings: directory.listings.map((listing) => asKnownTo(face, listing, now)),
});
