import { readSeed } from '../platform/seeds.js';
import type { AnswerClocks } from './answer-clock.js';

const TIMES = readSeed<{
  answerWithin: AnswerClocks;
  escalateAfter: Record<'REFERRER' | 'MANAGER', AnswerClocks>;
  followUpDaysDefault: number;
}>('response-times.json');

export const ANSWER_CLOCKS = TIMES.answerWithin;

/** After yes, somebody must say what became of her within so many days, where the place promised nothing. */
export const FOLLOW_UP_DAYS = TIMES.followUpDaysDefault;

/** How long after it was due whose matter it becomes too. */
export const ESCALATE_AFTER = TIMES.escalateAfter;
