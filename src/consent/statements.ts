import { readSeed } from '../platform/seeds.js';

export interface Statement {
  version: string;
  language: string;
  text: string;
  /** Whether women who use these words have read and approved them. */
  approvedByWomenWhoUseIt: boolean;
}

const STATEMENTS = readSeed<Statement[]>('statements.json');
const TIMES = readSeed<{ consentDefaultDays: number; consentMaximumDays: number }>('response-times.json');

export const CONSENT_TERMS = { defaultDays: TIMES.consentDefaultDays, maximumDays: TIMES.consentMaximumDays };

/** The newest wording in a language; in English where there is none in hers (it was then read to her in translation). */
export function statementIn(language: string): Statement {
  const primary = language.split('-')[0]?.toLowerCase();
  const newest = [...STATEMENTS].sort((a, b) => (a.version < b.version ? 1 : -1));
  const statement = newest.find((each) => each.language === primary) ?? newest.find((each) => each.language === 'en');
  if (!statement) throw new Error('there is no consent statement in English');
  return statement;
}
