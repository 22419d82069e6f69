/** What can be wrong with a trail, each in words. `at` is the number of the first entry that is not as it was written. */
const FINDINGS = {
  CHANGED: (at) => `Entry ${at} is not as it was written: it was changed.`,
  MISSING: (at) => `Entry ${at} is not there: it was taken out.`,
  CUT_OFF: (at) => `Entry ${at} and what followed it are not there: the end was cut off.`,
  MOVED: (at) => `In the place of entry ${at} stands one that was signed in another place.`,
  INSERTED: (at) => `Entry ${at} was put in: nobody who writes through the program could have written it there.`,
  REWRITTEN: (at) => `Entry ${at} is another than the one that was signed: the trail was written anew from there on.`,
  HEAD: (at) => `The entries up to ${at - 1} follow from each other, but the trail's head says that it ends otherwise.`,
} as const satisfies Record<string, (at: number) => string>;

export type Damage = keyof typeof FINDINGS;

export interface Verification {
  intact: boolean;
  /** How many stand as they were written, from the first on. */
  entries: number;
  /** The id of what stands in the place of the first that is not; null where nothing does. */
  firstBroken: string | null;
  /** The number of that place in the chain, whether or not anything is there. */
  firstBrokenPosition: number | null;
  /** What was done to it, as far as can be told. */
  damage: Damage | null;
  /** The same in words. */
  finding: string | null;
}

export const intact = (entries: number): Verification => ({
  intact: true,
  entries,
  firstBroken: null,
  firstBrokenPosition: null,
  damage: null,
  finding: null,
});

export const broken = (entries: number, firstBroken: string | null, damage: Damage): Verification => ({
  intact: false,
  entries,
  firstBroken,
  firstBrokenPosition: entries + 1,
  damage,
  finding: FINDINGS[damage](entries + 1),
});
