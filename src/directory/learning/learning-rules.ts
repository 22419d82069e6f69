import { readSeed } from '../../platform/seeds.js';

interface LearningTimes {
  verifyRefusalWithinHours: number;
  publicFaceDelayDays: number;
  experience: { differentWomen: number; withinMonths: number };
  routineChecks: { shareOfAnswersPerWeek: number; triesWithoutAnswer: number; askAgainAfterDays: number };
}

const times = readSeed<LearningTimes>('response-times.json');

/** The same for every cause: how long a check takes must not say what it came from. */
export const VERIFY_WITHIN_HOURS = times.verifyRefusalWithinHours;
export const PUBLIC_FACE_DELAY_DAYS = times.publicFaceDelayDays;
export const EXPERIENCE = times.experience;
export const ROUTINE_CHECKS = times.routineChecks;

/** Which answers a reason contradicts: `drug-use` says that `accepts-drug-use` is not so. */
const CONTRADICTS = new Map(
  readSeed<{ code: string; contradicts: string[] }[]>('reasons.json')
    .filter(({ contradicts }) => contradicts.length > 0)
    .map(({ code, contradicts }) => [code, contradicts]),
);

export const contradictedBy = (reasonCode: string): readonly string[] => CONTRADICTS.get(reasonCode) ?? [];

export const reasonsAgainst = (attributeCode: string): string[] =>
  [...CONTRADICTS].filter(([, codes]) => codes.includes(attributeCode)).map(([code]) => code);

/** Answers that a refusal can speak against: these are asked about routinely, so that a check points at nobody. */
export const REFUTABLE: ReadonlySet<string> = new Set([...CONTRADICTS.values()].flat());

/** What may be said of a place, by the reason behind it, in the order in which it is said. */
export const STATEMENTS = readSeed<{ code: string; words: { en: string; es: string } }[]>('experience-statements.json');
