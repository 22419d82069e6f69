import { readSeed } from '../platform/seeds.js';
import type { ReferralStepValue, Side } from './journey.js';
import { Reason, ReasonTerm } from './reason.type.js';
import { inLanguage, type Wording } from '../platform/wording.js';

interface ReasonSeed {
  code: string;
  name: Wording;
  side: Side;
  steps: ReferralStepValue[];
  /** Services for which this never ends the need: care after sexual assault does not end with its window. */
  neverForServices?: string[];
}

const REASONS = new Map(readSeed<ReasonSeed[]>('reasons.json').map((reason) => [reason.code, reason]));

export const findReason = (code: string): ReasonSeed | undefined => REASONS.get(code);

export function presentReason(code: string | null, language?: string): Reason | null {
  const reason = code === null ? undefined : REASONS.get(code);
  if (!reason) return null;
  return Object.assign(new Reason(), { code: reason.code, name: inLanguage(reason.name, language), side: reason.side });
}

export const reasonTerms = (language: string): ReasonTerm[] =>
  [...REASONS.values()].map((reason) =>
    Object.assign(new ReasonTerm(), {
      code: reason.code,
      name: inLanguage(reason.name, language),
      side: reason.side,
      steps: reason.steps,
    }),
  );
