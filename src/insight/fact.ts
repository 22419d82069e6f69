import { millisOf } from '../platform/clock.js';
import { ANSWER_CLOCKS, isOpen, minutesOnTheClock, reasonSharedWithOtherSide } from '../referrals/index.js';
import type { CountedReferral } from './cohort.js';
import type { Direction } from './direction.js';
import type { Entry } from './sums.js';
import { onScale } from './time-scale.js';

/** To be raised whenever the same referral would count otherwise: every fact is then made anew. */
export const RULES = '1';

const UNKNOWN = 'UNKNOWN';
const MINUTE = 60_000;

/** In the order in which they stand in a funnel's counts. */
export const FUNNEL = ['sent', 'answered', 'accepted', 'arrived', 'completed', 'received', 'open'] as const;
export type FunnelCounts = Record<(typeof FUNNEL)[number], number>;

/** Under what a funnel is kept, one for each value that occurs. */
const BREAKDOWNS = [
  'service',
  'counterpart',
  'assistance',
  'companion',
  'transport',
  'childcare',
  'stillWithHer',
  'ageBand',
  'pregnancy',
] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

export const TIMES = ['answer', 'answerOnTheClock', 'arrival', 'completion'] as const;
export type TimeName = (typeof TIMES)[number];

/** What is kept of her own word, beside what the receiver said that she got. */
export const HER_WORD = [
  'referrals',
  'heard',
  'gotHelp',
  'gotNoHelp',
  'treatedWithRespect',
  'notTreatedWithRespect',
  'wouldReturn',
  'wouldNotReturn',
] as const;
export type HerWordCounts = Record<(typeof HER_WORD)[number], number>;

/** What one referral counts as, from the side that counts it. */
export interface Fact {
  services: string[];
  /** One value for each other breakdown, in order. */
  values: string[];
  /** One for each step of the funnel, `1` or `0`. */
  funnel: string;
  /** Where this side may count it; empty where there is none. */
  reason: string;
  outcome: string;
  /** What she said of help, respect and coming again: `Y`, `N`, `-`; empty on the side that never hears it. */
  word: string;
  /** On the scale; null where it did not come to it. */
  times: (number | null)[];
}

/** A boolean as it was read: SQLite keeps a number. */
const yesOrNo = (said: boolean | number | null): string => (said === null ? UNKNOWN : said ? 'YES' : 'NO');
const sign = (said: boolean | number | null): string => (said === null ? '-' : said ? 'Y' : 'N');

export function factOf(referral: CountedReferral, direction: Direction, zone: string): Fact {
  const mayTellReason = referral.reasonCode !== null && mayCountReason(referral, direction);
  return {
    services: [...new Set(JSON.parse(referral.services) as string[])],
    values: [
      referral.otherId,
      referral.assistance,
      referral.companion ?? UNKNOWN,
      referral.transport ?? UNKNOWN,
      yesOrNo(referral.childcareArranged),
      yesOrNo(referral.stillWithHer),
      referral.ageBand,
      referral.pregnancy,
    ],
    funnel: funnelOf(referral),
    reason: mayTellReason ? (referral.reasonCode ?? '') : '',
    outcome: referral.outcome ?? UNKNOWN,
    word: direction === 'SENT' ? sign(referral.herGotHelp) + sign(referral.herRespect) + sign(referral.herReturn) : '',
    times: timesOf(referral, zone),
  };
}

/** Each by its own mark: who arrived before anybody accepted has arrived and was answered, and was not accepted. */
const funnelOf = (referral: CountedReferral): string =>
  [
    true,
    referral.answeredAt !== null,
    referral.acceptedAt !== null,
    referral.arrivedAt !== null,
    referral.completedAt !== null,
    isReceived(referral.outcome),
    isOpen(referral.status),
  ]
    .map(Number)
    .join('');

export const isReceived = (outcome: string | null): boolean => outcome === 'RECEIVED' || outcome === 'PARTLY_RECEIVED';

function timesOf(referral: CountedReferral, zone: string): Fact['times'] {
  const sentAt = millisOf(referral.sentAt);
  const until = (at: string | null): number | null => (at === null ? null : onScale((millisOf(at) - sentAt) / MINUTE));
  const { answeredAt, urgency } = referral;
  const clock = { urgency, clocks: ANSWER_CLOCKS, zone };
  return [
    until(answeredAt),
    answeredAt === null ? null : onScale(minutesOnTheClock(sentAt, millisOf(answeredAt), clock)),
    until(referral.arrivedAt),
    until(referral.completedAt),
  ];
}

/** A reason is listed on the side that gave it (the system stands with the referrer), and on the other where the journey lets it across. */
function mayCountReason({ reasonStep, reasonBy }: CountedReferral, direction: Direction): boolean {
  if (reasonStep === null || reasonBy === null) return direction === 'SENT';
  const own = (reasonBy === 'receiver') === (direction === 'RECEIVED');
  return own || reasonSharedWithOtherSide(reasonStep, reasonBy);
}

/** Codes and ids hold no such signs. */
const [BETWEEN, WITHIN] = ['|', ','];

export const writeFact = ({ services, values, funnel, reason, outcome, word, times }: Fact): string =>
  [services.join(WITHIN), values.join(WITHIN), funnel, reason, outcome, word, times.join(WITHIN)].join(BETWEEN);

export function readFact(written: string): Fact {
  const [services = '', values = '', funnel = '', reason = '', outcome = '', word = '', times = ''] =
    written.split(BETWEEN);
  return {
    ...{ services: services.split(WITHIN), values: values.split(WITHIN), funnel, reason, outcome, word },
    times: times.split(WITHIN).map((time) => (time === '' ? null : Number(time))),
  };
}

const ONE = [1];

/** Everything that one referral adds. */
export function entriesOf(fact: Fact): Entry[] {
  const funnel = [...fact.funnel].map(Number);
  const entries: Entry[] = [['all', funnel]];
  for (const service of fact.services) {
    entries.push([`service|${service}`, funnel]);
    if (fact.reason) entries.push([`serviceReason|${service}|${fact.reason}`, ONE]);
  }
  fact.values.forEach((value, place) => entries.push([`${BREAKDOWNS[place + 1] ?? ''}|${value}`, funnel]));
  if (fact.reason) entries.push([`reason|${fact.reason}`, ONE]);
  fact.times.forEach((time, place) => {
    if (time !== null) entries.push([`${TIMES[place] ?? ''}Time|${time}`, ONE]);
  });
  if (fact.word) entries.push([`word|${fact.outcome}`, wordCounts(fact.word)]);
  return entries;
}

function wordCounts(word: string): number[] {
  const said = [...word].flatMap((each) => [Number(each === 'Y'), Number(each === 'N')]);
  return [1, Number(word !== '---'), ...said];
}
