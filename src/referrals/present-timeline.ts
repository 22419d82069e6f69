import { Injectable } from '@nestjs/common';
import type { Asking, Organization } from '../directory/index.js';
import { reasonSharedWithOtherSide } from './journey.js';
import { presentReason } from './reasons.js';
import { ReferralBooks } from './referral-books.js';
import type { SeenReferral } from './referral-access.js';
import { messageOf, noteOf } from './referral-content.js';
import type { ReferralEventRow } from './referral.entity.js';
import { ReferralLoaders } from './referral-loaders.js';
import { ReferralEvent, ReferralMessage } from './referral-parts.type.js';

/** What happened, and what was said between the two sides, as each side may know it. */
@Injectable()
export class TimelinePresenter {
  constructor(
    private readonly books: ReferralBooks,
    private readonly loaders: ReferralLoaders,
  ) {}

  async timeline(seen: SeenReferral, asking: Asking): Promise<ReferralEvent[]> {
    const events = await this.loaders.of(asking).events.load(seen.row.id);
    const known = seen.sight.fromSide ? events : events.filter((event) => event.status !== 'DRAFT');
    return Promise.all(known.map((event) => this.#event(seen, event, asking)));
  }

  async messages(seen: SeenReferral, asking: Asking): Promise<ReferralMessage[]> {
    const { row, sight } = seen;
    if ((!sight.details && !sight.sharedOpen) || !row.consentId) return [];
    const loaders = this.loaders.of(asking);
    const [messages, key] = await Promise.all([loaders.messages.load(row.id), loaders.consentKeys.load(row.consentId)]);
    return Promise.all(
      messages.map(async (message) =>
        Object.assign(new ReferralMessage(), {
          id: message.id,
          kind: message.kind,
          answerTo: message.answerToId,
          at: message.at,
          from: await this.#by(seen, message.fromId, asking),
          text: key && message.text !== '' ? key.open<string>(message.text, messageOf(message.id)) : null,
        }),
      ),
    );
  }

  /** The one that its yes came with; a later yes after a waiting list would bring another. */
  async condition(seen: SeenReferral, asking: Asking): Promise<string | null> {
    const messages = await this.messages(seen, asking);
    return messages.findLast(({ kind }) => kind === 'CONDITION')?.text ?? null;
  }

  async #event(seen: SeenReferral, event: ReferralEventRow, asking: Asking): Promise<ReferralEvent> {
    const ownSide = isOwnSide(seen, event);
    // The receiver is told that it ended, nothing more: whether she took her consent back or her worker withdrew looks the same.
    const endedByConsent = event.step === 'END_CONSENT' && !seen.sight.fromSide;
    const reasonKnown =
      !seen.sight.veiled && (ownSide || (event.step !== null && reasonSharedWithOtherSide(event.step, event.bySide)));
    return Object.assign(new ReferralEvent(), {
      at: event.at,
      effectiveAt: event.effectiveAt,
      step: endedByConsent ? 'WITHDRAW' : event.step,
      byOrganization: await this.#by(seen, endedByConsent ? seen.row.fromId : event.byOrganizationId, asking),
      byRole: endedByConsent ? 'CASEWORKER' : event.byRole,
      onBehalfOfReceiver: event.onBehalf,
      answeredBy: event.answeredBy,
      status: event.status,
      reason: reasonKnown ? presentReason(event.reasonCode) : null,
      note: ownSide ? await this.#note(seen, event, asking) : null,
    });
  }

  /** Notes of the referrer's are details of hers; notes of the receiver's open while consent stands. */
  async #note({ row, sight }: SeenReferral, event: ReferralEventRow, asking: Asking): Promise<string | null> {
    if (!event.note) return null;
    const { clientKeys, consentKeys } = this.loaders.of(asking);
    if (event.bySide === 'receiver') {
      const key = sight.sharedOpen && row.consentId ? await consentKeys.load(row.consentId) : null;
      return key?.open<string>(event.note, noteOf(event.id)) ?? null;
    }
    const key = sight.details ? await clientKeys.load(row.clientId) : null;
    return key?.open<string>(event.note, noteOf(event.id)) ?? null;
  }

  async #by(seen: SeenReferral, organizationId: string | null, asking: Asking): Promise<Organization | null> {
    if (organizationId === null) return null;
    if (organizationId === seen.row.fromId) return this.books.sender(asking, seen);
    return seen.sight.veiled ? null : this.books.organizations.organization(asking, organizationId);
  }
}

const isOwnSide = ({ sight }: SeenReferral, event: ReferralEventRow): boolean =>
  event.bySide === 'receiver' ? sight.receiver || sight.toManager : sight.fromSide;
