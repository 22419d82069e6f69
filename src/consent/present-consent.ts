import { Injectable } from '@nestjs/common';
import { ClientKeys } from '../clients/index.js';
import { ListingBook, OrganizationBook, type Asking } from '../directory/index.js';
import { lookedAtFrom } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { isActive } from './consent-book.js';
import { ConsentRow } from './consent.entity.js';
import { Consent } from './consent.type.js';
import { purposeOf } from './consent-desk.js';

/** The way out for her consents; to her own organization only, where her details are open to the reader. */
@Injectable()
export class ConsentPresenter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clientKeys: ClientKeys,
    private readonly organizations: OrganizationBook,
    private readonly listings: ListingBook,
  ) {}

  async present(rows: readonly ConsentRow[], asking: Asking): Promise<Consent[]> {
    const keys = await this.clientKeys.many(
      this.database,
      rows.map((row) => row.clientId),
    );
    return Promise.all(
      rows.map(async (row) => {
        const key = row.purpose ? keys.get(row.clientId) : undefined;
        const purpose = key?.open<string>(row.purpose, purposeOf(row.id)) ?? '';
        return this.#one(row, purpose, asking);
      }),
    );
  }

  async #one(row: ConsentRow, purpose: string, asking: Asking): Promise<Consent> {
    const [receiver, listing] = await Promise.all([
      this.organizations.organization(asking, row.receiverId),
      row.listingId ? this.listings.listing(asking, row.listingId) : null,
    ]);
    const { id, fields, method, toldSheMayRefuse, statementVersion, language, givenAt, expiresAt, withdrawnAt } = row;
    const consent = Object.assign(new Consent(), {
      ...{ id, receiver, listing, purpose, fields, method, toldSheMayRefuse, statementVersion, language },
      ...{
        givenAt,
        expiresAt,
        withdrawnAt,
        untilEndOfPlan: row.untilPlanId !== null,
        active: isActive(row, this.clock.now()),
      },
    });
    // Nobody who only receives her reads what she agreed to with others.
    return lookedAtFrom(consent, asking.actor.is('CASEWORKER') || asking.actor.is('MANAGER') ? ['HERS'] : []);
  }
}
