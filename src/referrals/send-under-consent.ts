import { Injectable } from '@nestjs/common';
import { ClientKeys, CustodyBook, detailsOf, type ClientDetails, type ClientRow } from '../clients/index.js';
import { ConsentBook, type ConsentGiven, type SharedFieldValue } from '../consent/index.js';
import { custodialAmong } from '../directory/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { SeenReferral } from './referral-access.js';
import {
  contentOf,
  fieldsWritten,
  sharedUnder,
  withoutContact,
  type ReferralContent,
  type SharedDetails,
} from './referral-content.js';
import type { ReferralRow } from './referral.entity.js';

type Sent = Pick<ReferralRow, 'consentId' | 'content' | 'ageBand' | 'pregnancy'>;

/** What would cross over, under which consent, and what was written that it does not cover. */
export interface Disclosure {
  consent: ConsentGiven | null;
  shared: SharedDetails;
  missing: SharedFieldValue[];
  /** The receiver is a place of custody, and she is in custody: nothing of hers crosses. */
  closed: boolean;
}

/** Freezes what her consent names and seals it under the consent's own key. */
@Injectable()
export class SendUnderConsent {
  constructor(
    private readonly clientKeys: ClientKeys,
    private readonly consents: ConsentBook,
    private readonly custody: CustodyBook,
  ) {}

  async prepare(tx: Transaction, { row, client }: SeenReferral): Promise<Sent | { missing: SharedFieldValue[] }> {
    const draft = await this.draftContent(tx, row);
    const { consent, shared, missing, closed } = await this.disclosureOf(tx, row, client, draft);
    if (!consent || missing.length > 0) return { missing };
    return seal(consent, row, client, closed ? { ...draft, shared, withheld: true } : { ...draft, shared });
  }

  /** For a draft: all that the receiver would see of hers if it were sent now; with `asIf`, if she said yes to these fields. */
  async disclosureOf(
    reader: Reader,
    row: ReferralRow,
    client: ClientRow,
    draft: ReferralContent,
    asIf: readonly SharedFieldValue[] | null = null,
  ): Promise<Disclosure> {
    const written = fieldsWritten(draft);
    const she = { clientId: client.id, receiverId: row.toId, listingId: row.listingId };
    const consent = await this.consents.proofFor(reader, she, written);
    const inside = (await this.custody.inCustody(reader, [client.id])).size > 0;
    // A place of custody learns nothing of hers while she is in custody, whatever she agreed to: she may not be free to refuse.
    const closed = inside && (await custodialAmong(reader, [row.toId])).size > 0;
    const agreed = asIf ? new Set(asIf) : consent?.fields;
    const fields = (closed ? null : agreed) ?? new Set<SharedFieldValue>();
    const key = await this.clientKeys.one(reader, client.id);
    const details = key.open<ClientDetails>(client.details, detailsOf(client.id));
    const { ageBand, pregnancy } = client;
    const named = sharedUnder(fields, { ageBand, pregnancy, details, needs: draft.needs, note: draft.note });
    const shared = inside ? withoutContact(named) : named;
    return { consent, shared, closed, missing: written.filter((field) => !fields.has(field)) };
  }

  async draftContent(reader: Reader, row: ReferralRow): Promise<ReferralContent> {
    const key = await this.clientKeys.one(reader, row.clientId);
    return key.open<ReferralContent>(row.content, contentOf(row.id, false));
  }
}

/** The proof is a parameter: without her consent this cannot be called. */
function seal(consent: ConsentGiven, row: ReferralRow, client: ClientRow, content: ReferralContent): Sent {
  return {
    consentId: consent.consentId,
    content: consent.key.seal(content, contentOf(row.id, true)),
    ageBand: client.ageBand,
    pregnancy: client.pregnancy,
  };
}
