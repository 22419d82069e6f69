import { readSeed } from '../platform/seeds.js';

/** One kind of what is kept: what, how long, from when, who sees to it, why so long. */
export interface RetentionClass {
  code: string;
  what: string;
  /** Null: for good. A name: the number stands in the file of rules that `source` names. */
  days: number | string | null;
  from: string;
  by: string;
  source: string;
  note: string;
}

interface RetentionSeed {
  source: string;
  classes: RetentionClass[];
  staysAfterErasure: string[];
}

const seed = readSeed<RetentionSeed>('retention.json');

export const RETENTION_CLASSES: readonly RetentionClass[] = seed.classes;

/** What is told to her worker after an erasure. */
export const STAYS: readonly string[] = seed.staysAfterErasure;

/** Kinds that the nightly job sees to. */
export type NightlyCode =
  | 'woman'
  | 'shared-content'
  | 'plan'
  | 'draft'
  | 'consent'
  | 'notices'
  | 'contacts'
  | 'once-keys'
  | 'place-calls'
  | 'place-answers';

export function daysOf(code: NightlyCode): number {
  const days = RETENTION_CLASSES.find((each) => each.code === code)?.days;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0)
    throw new Error(`seeds/retention.json says no whole number of days for ${code}`);
  return days;
}
