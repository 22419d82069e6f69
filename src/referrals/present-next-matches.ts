import { Injectable } from '@nestjs/common';
import { actOf, Readings } from '../audit/index.js';
import { ConsentBook } from '../consent/index.js';
import { presentFound, type Asking, type FoundListing } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import type { NextPlaces } from './next-matches.js';
import { NextMatch } from './next-matches.type.js';
import { ReferralBooks } from './referral-books.js';
import { fieldsWritten } from './referral-content.js';

@Injectable()
export class NextMatchesPresenter {
  constructor(
    private readonly database: Database,
    private readonly books: ReferralBooks,
    private readonly consents: ConsentBook,
    private readonly readings: Readings,
  ) {}

  /** What is known to fit, then what to ring first; as many as were asked for, together. */
  async present(places: NextPlaces, first: number, asking: Asking): Promise<NextMatch[]> {
    const { result, seen } = places;
    this.readings.note(asking.context, actOf(asking.actor, 'referral.next-matches', 'referral', seen.row.id));
    const left = first - result.matches.edges.length;
    const matches = await this.#list(places, result.matches, false, asking);
    return left > 0 ? [...matches, ...(await this.#list(places, result.callFirst(left), true, asking))] : matches;
  }

  async #list(
    places: NextPlaces,
    page: NextPlaces['result']['matches'],
    callFirst: boolean,
    asking: Asking,
  ): Promise<NextMatch[]> {
    const { edges } = await presentFound(this.books.listings, asking, page);
    return Promise.all(
      edges.map(async ({ node: found }) =>
        Object.assign(new NextMatch(), { found, callFirst, consentStands: await this.#consentStands(places, found) }),
      ),
    );
  }

  async #consentStands({ seen, written }: NextPlaces, { listing }: FoundListing): Promise<boolean> {
    const wanted = fieldsWritten(written);
    const proof = await this.consents.proofFor(
      this.database,
      { clientId: seen.row.clientId, receiverId: listing.organization.id, listingId: listing.id },
      wanted,
    );
    return proof !== null && wanted.every((field) => proof.fields.has(field));
  }
}
