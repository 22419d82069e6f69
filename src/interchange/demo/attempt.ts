import { SHARED_FIELDS, type SharedFieldValue } from '../../consent/index.js';
import { instantText, type InstantText } from '../../platform/clock.js';
import { findReason, isOpen, type ReferralStepValue } from '../../referrals/index.js';
import type { Need } from './demo-needs.js';
import type { Place } from './demo-network.js';
import { aNote, purposeOf, someNeeds } from './demo-phrases.js';
import type { DemoRandom, Weights } from './demo-random.js';
import type { Woman } from './demo-women.js';
import type { HandoverChange, Stage, Standing, StepDetails } from './stage.js';
import type { Story } from './telling.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** One woman, one need, one place. */
export interface Errand {
  woman: Woman;
  clientId: string;
  need: Need;
  place: Place;
  replacesId: string | null;
}

/** One referral as it happens: what both sides do in it, each in the name of who would. */
export class Attempt {
  id = '';
  consentId = '';
  #fields: SharedFieldValue[] = [];
  #takenBackAt: number | null = null;

  constructor(
    readonly stage: Stage,
    readonly errand: Errand,
    readonly random: DemoRandom,
  ) {}

  /** So many hours from the moment at which the story stands. */
  hours(count: number): number {
    return this.stage.now() + count * HOUR;
  }

  instantIn(hours: number): InstantText {
    return instantText(this.hours(hours));
  }

  row(): Promise<Standing> {
    return this.stage.referral(this.id);
  }

  async draft(): Promise<void> {
    const { woman, clientId, need, place, replacesId } = this.errand;
    const { fields } = this.stage.stories.consent;
    const named = SHARED_FIELDS.filter((field) => this.random.chance(fields[field]));
    this.#fields = named.length > 0 ? named : ['NEEDS'];
    this.id = await this.stage.draft(woman.worker, {
      clientId,
      listingId: place.id,
      services: need.services,
      urgency: need.urgency,
      handover: need.handover,
      needs: this.#fields.includes('NEEDS') ? someNeeds(this.random, need.services) : null,
      note: this.#fields.includes('NOTE') ? aNote(this.random) : null,
      deadline: tooLateAfter(need, this),
      neededFrom: need.services.includes('pre-release') ? this.dayIn(this.random.between(30, 90)) : null,
      replacesId,
    });
  }

  async askConsent(): Promise<void> {
    const { woman, clientId, need, place } = this.errand;
    const { consent } = this.stage.stories;
    this.consentId = await this.stage.consent(woman.worker, {
      clientId,
      receiverId: place.organizationId,
      listingId: this.random.chance(consent.wholeOrganization) ? null : place.id,
      purpose: purposeOf(need.services),
      fields: this.#fields,
      method: this.random.among(consent.method),
      toldSheMayRefuse: true,
      language: this.random.among(consent.language),
      expiresAt: this.instantIn(24 * Number(this.random.among(consent.days))),
    });
  }

  send(): Promise<void> {
    return this.sender('SEND');
  }

  sender(step: ReferralStepValue, details?: StepDetails): Promise<void> {
    return this.stage.step(this.errand.woman.worker, this.id, step, details);
  }

  receiver(step: ReferralStepValue, details?: StepDetails): Promise<void> {
    const { woman, place } = this.errand;
    return this.stage.receiverStep({ worker: woman.worker, place, random: this.random }, this.id, step, details);
  }

  /** A step that either side may take: mostly the place, where somebody of it is here. */
  either(step: ReferralStepValue, details?: StepDetails): Promise<void> {
    const byReceiver = this.errand.place.receivers.length > 0 && this.random.chance(0.6);
    return byReceiver ? this.receiver(step, details) : this.sender(step, details);
  }

  plan(change: HandoverChange): Promise<void> {
    return this.stage.planHandover(this.errand.woman.worker, this.id, change);
  }

  /** One of these reasons, but none that never ends the need for what she was sent for. */
  reason(weights: Weights): string {
    const { need } = this.errand;
    const possible = Object.entries(weights).filter(
      ([code]) => !findReason(code)?.neverForServices?.some((service) => need.services.includes(service)),
    );
    return this.random.among(Object.fromEntries(possible));
  }

  /** That her side will take it back then, if she did not arrive before. */
  willBeTakenBack(at: number): void {
    this.#takenBackAt = at;
  }

  /** Once she is there, nobody takes it back. */
  async arrive(since?: InstantText): Promise<void> {
    await this.receiver('ARRIVE', { effectiveAt: since });
    this.#takenBackAt = null;
  }

  /** Waits; false where it is over meanwhile: taken back, expired, or her consent ended it. */
  async *until(at: number): Story<boolean> {
    const takenBackAt = this.#takenBackAt;
    if (takenBackAt !== null && takenBackAt <= at) {
      yield takenBackAt;
      this.#takenBackAt = null;
      if (isOpen((await this.row()).status))
        await this.sender('WITHDRAW', { reasonCode: this.reason(this.stage.stories.withdrawn.reasons) });
      return false;
    }
    yield at;
    return isOpen((await this.row()).status);
  }

  dayIn(days: number): string {
    return this.instantIn(24 * days).slice(0, 10);
  }
}

/** Hours within which a medicine still works, counted from a day ago at the most. */
const WORKS_FOR: Readonly<Record<string, number>> = { pep: 72, 'emergency-contraception': 120 };

function tooLateAfter({ services }: Need, attempt: Attempt): InstantText | null {
  const left = services.flatMap((service) => WORKS_FOR[service] ?? []);
  return left.length > 0 ? attempt.instantIn(Math.min(...left) - attempt.random.between(2, 24)) : null;
}
