import { Inject, Injectable } from '@nestjs/common';
import { HearRefusal, ListingRow } from '../directory/index.js';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { dueAt, followUpBy, respondBy } from './answer-clock.js';
import { JOURNEY, type ReferralStepValue, type TakenAs } from './journey.js';
import { PlanNeeds } from './ports.js';
import { ReferralRow } from './referral.entity.js';
import type { ReferralStepInput } from './referral-step.input.js';
import { ANSWER_CLOCKS, FOLLOW_UP_DAYS } from './response-times.js';
import { checkStepInput } from './step-input-check.js';

type Changes = Partial<ReferralRow>;

/** What a step changes in the referral: where it stands, why, when, and what is due next. */
@Injectable()
export class StepEffect {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly refusals: HearRefusal,
    private readonly plans: PlanNeeds,
  ) {}

  check(step: ReferralStepValue, as: TakenAs, input: ReferralStepInput, row: ReferralRow): void {
    checkStepInput(step, as, input, row, {
      instant: this.clock.now(),
      today: this.clock.today(this.settings.networkTimezone),
    });
  }

  async of(
    reader: Reader,
    step: ReferralStepValue,
    as: TakenAs,
    input: ReferralStepInput,
    row: ReferralRow,
  ): Promise<Changes> {
    const at = input.effectiveAt ?? this.clock.now();
    const status = JOURNEY[step].to;
    const changes: Changes = {
      status,
      changedAt: this.clock.now(),
      lookAgainOn: null,
      reasonCode: input.reasonCode ?? null,
      reasonStep: input.reasonCode ? step : null,
      reasonBy: input.reasonCode ? (as === 'receiver' ? 'receiver' : 'referrer') : null,
      ...OWN_EFFECT[step]?.(row, input, at, as),
    };
    return { ...changes, ...(await this.#clocks(reader, step === 'SEND', { ...row, ...changes }, at)) };
  }

  /** Somebody looked after her: what is due is due anew from now, and never sooner than it was. */
  async ofCheckIn(reader: Reader, row: ReferralRow): Promise<Changes> {
    const waits = row.status === 'SENT' || row.status === 'ACKNOWLEDGED' || row.status === 'WAITLISTED';
    const { respondBy: answerBy, dueAt: due } = await this.#clocks(reader, waits, row, this.clock.now());
    const dates = [row.dueAt, due, waits ? answerBy : null];
    const latest = dates.reduce((one, other) => ((one ?? '') > (other ?? '') ? one : other), null);
    return { respondBy: waits ? latest : row.respondBy, dueAt: latest };
  }

  /** A refusal teaches the directory, whoever wrote it down; the other steps teach nothing. */
  async teach(
    tx: Transaction,
    step: ReferralStepValue,
    { reasonCode }: ReferralStepInput,
    row: ReferralRow,
  ): Promise<void> {
    if ((step !== 'DECLINE' && step !== 'TURN_AWAY') || !reasonCode) return;
    await this.refusals.hear(tx, { listingId: row.listingId, reasonCode, from: { clientId: row.clientId } });
  }

  /** A need that is met is a step of her plan that is done; part of it leaves the step open. `row` as it is after the step. */
  async tellPlan(tx: Transaction, step: ReferralStepValue, row: ReferralRow): Promise<void> {
    if (row.planStepId === null) return;
    if (step === 'COMPLETE' && row.outcome === 'RECEIVED') await this.plans.met(tx, row);
    if (step === 'CORRECT') await this.plans.notMet(tx, row);
  }

  /** Nobody waits for ever in a state that sounds good: after yes, too, something is always due. */
  async #clocks(reader: Reader, startsAnew: boolean, row: ReferralRow, at: string): Promise<Changes> {
    const listing = await reader.manager.findOneBy(ListingRow, { id: row.listingId });
    const zone = this.settings.networkTimezone;
    const answerBy = startsAnew
      ? respondBy({
          sentAt: this.clock.now(),
          urgency: row.urgency,
          respondsWithinMinutes: listing?.howToRefer.respondsWithinMinutes ?? null,
          neededFrom: row.neededFrom,
          deadline: row.deadline,
          zone,
          clocks: ANSWER_CLOCKS,
        })
      : row.respondBy;
    const followUp = followUpBy({
      status: row.status,
      since: at,
      appointmentAt: row.appointmentAt,
      feedbackWithinDays: listing?.howToRefer.feedbackWithinDays ?? null,
      defaultDays: FOLLOW_UP_DAYS,
      zone,
    });
    return {
      respondBy: answerBy,
      dueAt: dueAt({
        status: row.status,
        respondBy: answerBy,
        followUpBy: followUp,
        lookAgainOn: row.lookAgainOn,
        zone,
      }),
    };
  }
}

type Effect = (row: ReferralRow, input: ReferralStepInput, at: string, as: TakenAs) => Changes;

const answered: Effect = (row, _input, at) => ({ answeredAt: row.answeredAt ?? at });

/** Only the receiver's own word opens its door; what a referrer writes down for it does not. */
const opensDoor: Effect = (row, _input, _at, as) => ({ doorOpened: row.doorOpened || as === 'receiver' });

const OWN_EFFECT: Partial<Record<ReferralStepValue, Effect>> = {
  SEND: (_row, _input, at) => ({ sentAt: at }),
  ACCEPT: (row, input, at, as) => ({
    ...answered(row, input, at, as),
    ...opensDoor(row, input, at, as),
    acceptedAt: at,
    holdUntil: input.holdUntil ?? null,
  }),
  WAITLIST: (row, input, at, as) => ({ ...answered(row, input, at, as), lookAgainOn: input.lookAgainOn ?? null }),
  DECLINE: answered,
  SCHEDULE: (_row, input) => ({ appointmentAt: input.appointmentAt ?? null }),
  ARRIVE: (row, input, at, as) => ({
    ...answered(row, input, at, as),
    ...opensDoor(row, input, at, as),
    arrivedAt: at,
  }),
  COMPLETE: (_row, input, at) => ({ completedAt: at, outcome: input.outcome ?? null }),
};
