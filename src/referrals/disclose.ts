import { Injectable } from '@nestjs/common';
import type { SharedFieldValue } from '../consent/index.js';
import type { Asking } from '../directory/index.js';
import { lookedAtFrom } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { DisclosurePreview } from './disclosure.type.js';
import { DisclosureNames } from './disclosure-names.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { presentHandover } from './present-referral.js';
import {
  contentOf,
  presentShared,
  withoutContact,
  type ReferralContent,
  type SharedDetails,
} from './referral-content.js';
import { ReferralLoaders } from './referral-loaders.js';
import { SendUnderConsent } from './send-under-consent.js';

/** All that the receiver would see if it were sent now (or sees, once it was), to read aloud to her. */
@Injectable()
export class Disclose {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly sending: SendUnderConsent,
    private readonly loaders: ReferralLoaders,
    private readonly names: DisclosureNames,
  ) {}

  /** `asIf`: what these fields would carry, so that she hears it before she decides. Of a draft only. */
  async preview(
    referralId: string,
    asking: Asking,
    asIf: readonly SharedFieldValue[] | null = null,
  ): Promise<DisclosurePreview> {
    const seen = await this.access.one(this.database, asking.actor, referralId);
    if (!seen?.sight.standing.referrer) throw forbidden();
    const { row } = seen;
    const { consentId, shared, missing, content } = row.consentId
      ? await this.#sent(seen, asking)
      : await this.#draft(seen, asIf);
    const preview = Object.assign(new DisclosurePreview(), {
      ...(await this.names.of(seen, consentId, asking)),
      services: row.services,
      urgency: row.urgency,
      shared: presentShared(shared),
      missing,
      handover: content && !seen.closedByCustody ? presentHandover(row, content) : null,
      deadline: row.deadline,
      neededFrom: row.neededFrom,
    });
    return lookedAtFrom(preview, ['HERS']);
  }

  async #draft({ row, client }: SeenReferral, asIf: readonly SharedFieldValue[] | null) {
    const draft = await this.sending.draftContent(this.database, row);
    const { consent, shared, missing } = await this.sending.disclosureOf(this.database, row, client, draft, asIf);
    return { consentId: consent?.consentId ?? null, shared, missing, content: draft };
  }

  async #sent({ row, inCustody, closedByCustody }: SeenReferral, asking: Asking) {
    const key = row.consentId ? await this.loaders.of(asking).consentKeys.load(row.consentId) : null;
    const content = key && row.content ? key.open<ReferralContent>(row.content, contentOf(row.id, true)) : null;
    const shared = (!closedByCustody && content?.shared) || NOTHING_SHARED;
    return { consentId: row.consentId, shared: inCustody ? withoutContact(shared) : shared, missing: [], content };
  }
}

const NOTHING_SHARED: SharedDetails = {
  ageBand: null,
  pregnancy: null,
  dueMonth: null,
  childrenAges: null,
  languages: null,
  medicineRunsOutOn: null,
  needs: null,
  safeContact: null,
  note: null,
};
