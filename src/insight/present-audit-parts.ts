import { TAXONOMY } from '../directory/index.js';
import { presentReason } from '../referrals/index.js';
import {
  AttemptCount,
  CompletionTime,
  CompletionTimes,
  HerWordRow,
  NeedCounts,
  ServiceReasonCount,
} from './audit-parts.type.js';
import { OUTCOME_NAMES } from './figure-names.js';
import type { Figures } from './figures.js';
import type { TimeFigures } from './time-scale.js';

export const inCodeOrder = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

export const serviceReasonCounts = (figures: Figures): ServiceReasonCount[] =>
  figures
    .serviceReasons()
    .flatMap(({ service, reason: code, count }) => {
      const reason = presentReason(code);
      const name = TAXONOMY.nameOf(service);
      return reason ? [Object.assign(new ServiceReasonCount(), { service, name, reason, count })] : [];
    })
    .sort(
      (one, other) =>
        other.count - one.count ||
        inCodeOrder(one.service, other.service) ||
        inCodeOrder(one.reason.code, other.reason.code),
    );

const OUTCOMES: Readonly<Record<string, string>> = OUTCOME_NAMES;

/** In the order in which outcomes are told. */
export const herWordRows = (figures: Figures): HerWordRow[] => {
  const said = figures.herWord();
  return Object.keys(OUTCOMES).flatMap((key) => {
    const counts = said.get(key);
    return counts ? [Object.assign(new HerWordRow(), { key, name: OUTCOMES[key] ?? key, ...counts })] : [];
  });
};

export const needCounts = (figures: Figures): NeedCounts => {
  const { needs, met, attempts } = figures.needs();
  return Object.assign(new NeedCounts(), {
    needs,
    met,
    attempts: [...attempts].map(([times, count]) => Object.assign(new AttemptCount(), { attempts: times, count })),
  });
};

const HOUR = 60;
const DAY = 24 * HOUR;

export const timesOf = (figures: Figures): CompletionTimes =>
  Object.assign(new CompletionTimes(), {
    hoursToAnswer: inUnits(figures.time('answer'), HOUR),
    hoursToAnswerOnTheClock: inUnits(figures.time('answerOnTheClock'), HOUR),
    daysToArrival: inUnits(figures.time('arrival'), DAY),
    daysToCompletion: inUnits(figures.time('completion'), DAY),
  });

const inUnits = ({ count, median, ninetieth }: TimeFigures, unit: number): CompletionTime =>
  Object.assign(new CompletionTime(), {
    count,
    median: median === null ? null : median / unit,
    ninetieth: ninetieth === null ? null : ninetieth / unit,
  });
