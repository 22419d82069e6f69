import { Injectable } from '@nestjs/common';
import { actOf, Readings } from '../audit/index.js';
import { ConsentPresenter, ConsentRow } from '../consent/index.js';
import { ListingAttribute, TAXONOMY, type Asking, type Listing } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import { ReferralBooks } from './referral-books.js';
import type { SeenReferral } from './referral-access.js';

/** What a place may report, and to whom: she hears it before she decides, unknown said as unknown. */
const REPORTS = ['no-police', 'no-child-welfare-report'];

/** Who would see it, under which name it comes, and what this receiver does with it. */
@Injectable()
export class DisclosureNames {
  constructor(
    private readonly database: Database,
    private readonly books: ReferralBooks,
    private readonly consents: ConsentPresenter,
    private readonly readings: Readings,
  ) {}

  async of({ row }: SeenReferral, consentId: string | null, asking: Asking) {
    this.readings.note(asking.context, actOf(asking.actor, 'referral.preview', 'referral', row.id));
    const consentRow = consentId ? await this.database.manager.findOneBy(ConsentRow, { id: consentId }) : null;
    const [consent] = consentRow ? await this.consents.present([consentRow], asking) : [];
    return {
      receiver: await this.books.organizations.organization(asking, row.toId),
      fromName: await this.books.senderName(row.fromId),
      reports: reportsOf(await this.books.listings.listing(asking, row.listingId)),
      consent: consent ?? null,
    };
  }
}

const reportsOf = (listing: Listing): ListingAttribute[] =>
  REPORTS.filter((code) => TAXONOMY.isAttribute(code)).map(
    (code) =>
      listing.attributes.find((attribute) => attribute.code === code) ??
      Object.assign(new ListingAttribute(), {
        code,
        answer: 'UNKNOWN',
        note: null,
        source: null,
        confirmedAt: null,
        freshness: 'NEVER',
      }),
  );
