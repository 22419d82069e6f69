import { readSeed } from '../platform/seeds.js';
import type { AnswerClocks } from './answer-clock.js';

const TIMES = readSeed<{ answerWithin: AnswerClocks; followUpDaysDefault: number }>('response-times.json');

export const ANSWER_CLOCKS = TIMES.answerWithin;

/** After yes, somebody must say what became of her within so many days, where the place promised nothing. */
export const FOLLOW_UP_DAYS = TIMES.followUpDaysDefault;
