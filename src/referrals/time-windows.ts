import { DateTime } from 'luxon';
import { instantText, millisOf, plusMinutes, type InstantText } from '../platform/clock.js';
import { readSeed } from '../platform/seeds.js';
import type { Wording } from '../platform/wording.js';

export const COUNTED_FROM = [
  'EXPOSURE',
  'REQUEST',
  'MEDICINE_RUNS_OUT',
  'RELEASE_DATE',
  'FIRST_DOSE',
  'LAST_TEST',
] as const;
export type CountedFromValue = (typeof COUNTED_FROM)[number];

/** A need that does not wait, with the source of what is said of it: data, because clinical advice changes and local protocols differ. */
export interface TimeWindowSeed {
  code: string;
  name: Wording;
  services: string[];
  bestWithinHours: number | null;
  latestWithinHours: number | null;
  sameDay: boolean;
  countedFrom: CountedFromValue;
  guidance: Wording;
  source: string;
  keepsNeedOpen: boolean;
}

export const TIME_WINDOWS: readonly TimeWindowSeed[] = readSeed<TimeWindowSeed[]>('windows.json');

export const findWindow = (code: string): TimeWindowSeed | undefined =>
  TIME_WINDOWS.find((window) => window.code === code);

export interface WindowTimes {
  best: InstantText | null;
  latest: InstantText | null;
}

type Hours = Pick<TimeWindowSeed, 'bestWithinHours' | 'latestWithinHours' | 'sameDay'>;

/**
 * The instants of a window. Its hours are hours of her body, not of the wall: 72 of them pass over a change of the clocks as over any other
 * night. "The same day" is the wall's: it ends at midnight in the network's zone, but never after the latest.
 */
export function timesOf(window: Hours, from: InstantText, zone: string): WindowTimes {
  const latest = latestOf(window, from);
  const best = after(from, window.bestWithinHours) ?? (window.sameDay ? endOfItsDay(from, zone) : null);
  return { best: best !== null && latest !== null && best > latest ? latest : best, latest };
}

/** No wall clock has a say in it. */
export const latestOf = ({ latestWithinHours }: Pick<Hours, 'latestWithinHours'>, from: InstantText) =>
  after(from, latestWithinHours);

const after = (from: InstantText, hours: number | null): InstantText | null =>
  hours === null ? null : plusMinutes(from, hours * 60);

const endOfItsDay = (from: InstantText, zone: string): InstantText =>
  instantText(DateTime.fromMillis(millisOf(from), { zone }).startOf('day').plus({ days: 1 }).toMillis());

/** Clocks on phones differ a little. */
const SLACK_MINUTES = 5;

/** What is counted from what happened cannot lie ahead; a last dose or a release can. */
export const liesAhead = ({ countedFrom }: TimeWindowSeed, from: InstantText, now: InstantText): boolean =>
  (countedFrom === 'EXPOSURE' || countedFrom === 'REQUEST') && from > plusMinutes(now, SLACK_MINUTES);
