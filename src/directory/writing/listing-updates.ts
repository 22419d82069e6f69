import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { Asking } from '../directory-loaders.js';
import { ListingBook } from '../listing-book.js';
import { waitingFor } from './listing-changes.js';
import { ListingUpdated, StaleListing } from '../listing-results.type.js';
import { ChangedMeanwhile } from './listing-store.js';

/** Says what came of writing a listing, as it stands after it. */
@Injectable()
export class ListingUpdates {
  constructor(
    private readonly database: Database,
    private readonly book: ListingBook,
  ) {}

  /** `write` gives the id of what it wrote. That somebody else was first is an answer and no error. */
  async present(asking: Asking, write: () => Promise<string>): Promise<ListingUpdated | StaleListing> {
    try {
      const id = await write();
      const [listing, waiting] = await Promise.all([this.book.listing(asking, id), waitingFor(this.database, id)]);
      return Object.assign(new ListingUpdated(), { listing, inReview: waiting.fields });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      return Object.assign(new StaleListing(), {
        message: 'This listing was changed meanwhile. Look at it as it is now, and send your change again.',
        current: await this.book.listing(asking, error.listingId),
      });
    }
  }
}
