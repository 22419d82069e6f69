import { isOpen, reasonSharedWithOtherSide } from '../referrals/index.js';
import { millisOf } from '../platform/clock.js';
import type { CountedReferral } from './cohort.js';
import type { Direction } from './direction.js';
import { median } from './median.js';

/** How far the referrals of one group came. */
export interface FunnelCounts {
  sent: number;
  answered: number;
  accepted: number;
  arrived: number;
  completed: number;
  received: number;
}

/** One group for each value that occurs. */
export type Breakdown = Map<string, FunnelCounts>;

const UNKNOWN = 'UNKNOWN';

/** A boolean as it was read: SQLite keeps a number. */
const yesOrNo = (said: boolean | number | null): string => (said === null ? UNKNOWN : said ? 'YES' : 'NO');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Counts referrals, one after the other. It holds numbers only. */
export class Tally {
  readonly all = nothingYet();
  readonly byService: Breakdown = new Map();
  readonly byCounterpart: Breakdown = new Map();
  readonly byAssistance: Breakdown = new Map();
  readonly byCompanion: Breakdown = new Map();
  readonly byTransport: Breakdown = new Map();
  readonly byChildcare: Breakdown = new Map();
  readonly byStillWithHer: Breakdown = new Map();
  readonly byAgeBand: Breakdown = new Map();
  readonly byPregnancy: Breakdown = new Map();
  /** By code. */
  readonly reasons = new Map<string, number>();
  open = 0;
  overdue = 0;
  readonly #answerTimes: number[] = [];
  readonly #arrivalTimes: number[] = [];
  readonly #services = new Map<string, readonly string[]>();

  constructor(
    private readonly direction: Direction,
    private readonly now: string,
  ) {}

  add(referral: CountedReferral): void {
    const came = stagesOf(referral);
    count(this.all, came);
    for (const service of this.#servicesOf(referral)) countUnder(this.byService, service, came);
    countUnder(this.byCounterpart, referral.otherId, came);
    countUnder(this.byAssistance, referral.assistance, came);
    countUnder(this.byCompanion, referral.companion ?? UNKNOWN, came);
    countUnder(this.byTransport, referral.transport ?? UNKNOWN, came);
    countUnder(this.byChildcare, yesOrNo(referral.childcareArranged), came);
    countUnder(this.byStillWithHer, yesOrNo(referral.stillWithHer), came);
    countUnder(this.byAgeBand, referral.ageBand, came);
    countUnder(this.byPregnancy, referral.pregnancy, came);
    if (isOpen(referral.status)) {
      this.open += 1;
      if (referral.dueAt !== null && referral.dueAt < this.now) this.overdue += 1;
    }
    if (referral.reasonCode !== null && mayCountReason(referral, this.direction))
      this.reasons.set(referral.reasonCode, (this.reasons.get(referral.reasonCode) ?? 0) + 1);
    const sentAt = millisOf(referral.sentAt);
    if (referral.answeredAt !== null) this.#answerTimes.push(millisOf(referral.answeredAt) - sentAt);
    if (referral.arrivedAt !== null) this.#arrivalTimes.push(millisOf(referral.arrivedAt) - sentAt);
  }

  medianHoursToAnswer(): number | null {
    return inUnits(median(this.#answerTimes), HOUR);
  }

  medianDaysToArrival(): number | null {
    return inUnits(median(this.#arrivalTimes), DAY);
  }

  /** The same few lists come again and again. */
  #servicesOf({ services }: CountedReferral): readonly string[] {
    const known = this.#services.get(services);
    if (known) return known;
    const read = [...new Set(JSON.parse(services) as string[])];
    this.#services.set(services, read);
    return read;
  }
}

type Stages = Record<Exclude<keyof FunnelCounts, 'sent'>, boolean>;

/** Each by its own mark: who arrived before anybody accepted has arrived and was answered, and was not accepted. */
const stagesOf = (referral: CountedReferral): Stages => ({
  answered: referral.answeredAt !== null,
  accepted: referral.acceptedAt !== null,
  arrived: referral.arrivedAt !== null,
  completed: referral.completedAt !== null,
  received: referral.outcome === 'RECEIVED' || referral.outcome === 'PARTLY_RECEIVED',
});

/** A reason is listed on the side that gave it (the system stands with the referrer), and on the other where the journey lets it across. */
function mayCountReason({ reasonStep, reasonBy }: CountedReferral, direction: Direction): boolean {
  if (reasonStep === null || reasonBy === null) return direction === 'SENT';
  const own = (reasonBy === 'receiver') === (direction === 'RECEIVED');
  return own || reasonSharedWithOtherSide(reasonStep, reasonBy);
}

const nothingYet = (): FunnelCounts => ({
  sent: 0,
  answered: 0,
  accepted: 0,
  arrived: 0,
  completed: 0,
  received: 0,
});

function count(counts: FunnelCounts, came: Stages): void {
  counts.sent += 1;
  if (came.answered) counts.answered += 1;
  if (came.accepted) counts.accepted += 1;
  if (came.arrived) counts.arrived += 1;
  if (came.completed) counts.completed += 1;
  if (came.received) counts.received += 1;
}

function countUnder(breakdown: Breakdown, key: string, came: Stages): void {
  let counts = breakdown.get(key);
  if (!counts) breakdown.set(key, (counts = nothingYet()));
  count(counts, came);
}

const inUnits = (millis: number | null, unit: number): number | null => (millis === null ? null : millis / unit);
