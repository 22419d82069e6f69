import { Injectable } from '@nestjs/common';
import { actOf, Readings } from '../audit/index.js';
import { showCode, standingToHer } from '../clients/index.js';
import type { Asking } from '../directory/index.js';
import { lookedAtFrom } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { allowedSteps, isOpen, reasonSharedWithOtherSide } from './journey.js';
import { presentReason } from './reasons.js';
import { ReferralBooks } from './referral-books.js';
import type { SeenReferral } from './referral-access.js';
import {
  contentOf,
  presentShared,
  withoutContact,
  type ReferralContent,
  type SharedDetails,
} from './referral-content.js';
import { ReferralLoaders } from './referral-loaders.js';
import { Handover, HerWord } from './referral-parts.type.js';
import { Referral } from './referral.type.js';
import type { ReferralRow } from './referral.entity.js';
import { sidesOf, type Sight } from './referral-sight.js';

const BEHIND = Symbol('what stands behind a presented referral');

type Presented = Referral & { [BEHIND]?: SeenReferral };

/** What field resolvers need of a referral that was presented to this reader. */
export function behind(referral: Presented): SeenReferral {
  const seen = referral[BEHIND];
  if (!seen) throw new Error('a referral was not presented');
  return seen;
}

/** The only way out for referrals: every field of hers is decided here, from how this reader sees it. */
@Injectable()
export class ReferralPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly books: ReferralBooks,
    private readonly loaders: ReferralLoaders,
    private readonly readings: Readings,
  ) {}

  present(seen: readonly SeenReferral[], asking: Asking): Promise<Referral[]> {
    return Promise.all(seen.map((each) => this.one(each, asking)));
  }

  async one(seen: SeenReferral, asking: Asking): Promise<Referral> {
    const { row, sight } = seen;
    const [from, to, listing, content] = await Promise.all([
      this.books.sender(asking, seen),
      this.books.receiver(asking, seen),
      sight.veiled ? null : this.books.listings.listing(asking, row.listingId),
      this.#content(seen, asking),
    ]);
    this.#noteReading(seen, asking);
    const presented = Object.assign(new Referral(), {
      [BEHIND]: seen,
      id: row.id,
      version: row.version,
      code: showCode(row.code),
      status: row.status,
      services: sight.veiled ? [] : row.services,
      urgency: row.urgency,
      from,
      to,
      listing,
      shared: content?.shared ? presentShared(asReadNow(content.shared, seen, asking)) : null,
      handover: content && (sight.details || !content.withheld) ? presentHandover(row, content) : null,
      reason: maySeeReason(row, sight) ? presentReason(row.reasonCode) : null,
      outcome: sight.veiled ? null : row.outcome,
      herWord: sight.details ? presentHerWord(row) : null,
      respondBy: row.dueAt,
      // Counted from what happened to her, or from a release or a birth: they tell what she needs.
      deadline: sight.veiled ? null : row.deadline,
      neededFrom: sight.veiled ? null : row.neededFrom,
      overdue: isOpen(row.status) && row.dueAt !== null && row.dueAt < this.clock.now(),
      appointmentAt: row.appointmentAt,
      lookAgainOn: row.lookAgainOn,
      holdUntil: isOpen(row.status) ? (row.holdUntil ?? content?.heldUntil ?? null) : null,
      questionDueBy: isOpen(row.status) ? row.questionDueAt : null,
      allowedSteps: allowedSteps(row.status, sight.standing),
    });
    return lookedAtFrom(presented, sidesOf(sight, asking.actor));
  }

  /** What was written and shared, where this reader may open it and its key still stands. */
  async #content({ row, sight }: SeenReferral, asking: Asking): Promise<ReferralContent | null> {
    if ((!sight.details && !sight.sharedOpen) || row.content === '') return null;
    const { clientKeys, consentKeys } = this.loaders.of(asking);
    const key: SealingKey | null = row.consentId
      ? await consentKeys.load(row.consentId)
      : await clientKeys.load(row.clientId);
    return key?.open<ReferralContent>(row.content, contentOf(row.id, row.consentId !== null)) ?? null;
  }

  #noteReading({ row, sight }: SeenReferral, { actor, context }: Asking): void {
    if (!sight.details && !sight.sharedOpen) return;
    this.readings.note(context, actOf(actor, 'referral.read', 'referral', row.id));
  }
}

/** What crossed over before she was in custody holds no way to reach her while she is; her worker reads what she said. */
const asReadNow = (shared: SharedDetails, { client, inCustody }: SeenReferral, { actor }: Asking): SharedDetails =>
  inCustody && standingToHer(actor, client) !== 'HER_WORKER' ? withoutContact(shared) : shared;

/** A reason stays on the side that gave it, but for those which the journey table lets across. */
export function maySeeReason(row: Pick<ReferralRow, 'reasonBy' | 'reasonStep'>, sight: Sight): boolean {
  if (sight.veiled) return false;
  if (row.reasonBy === null || row.reasonStep === null) return true;
  const own = row.reasonBy === 'receiver' ? sight.receiver || sight.toManager : sight.fromSide;
  return own || reasonSharedWithOtherSide(row.reasonStep, row.reasonBy);
}

export const presentHandover = (row: ReferralRow, content: ReferralContent): Handover =>
  Object.assign(new Handover(), {
    ...content.handover,
    assistance: row.assistance,
    stillWithHerWhenReceived: row.stillWithHer,
  });

const presentHerWord = (row: ReferralRow): HerWord | null =>
  row.herNotedAt === null
    ? null
    : Object.assign(new HerWord(), {
        gotHelp: row.herGotHelp,
        treatedWithRespect: row.herRespect,
        wouldReturn: row.herReturn,
        notedAt: row.herNotedAt,
      });
