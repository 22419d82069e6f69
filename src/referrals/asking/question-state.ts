import type { InstantText } from '../../platform/clock.js';
import type { AskedPlaceRow, PlaceQuestionRow } from './asking.entity.js';

/** Settled, or its time has passed: answers are taken no more. */
export const isOver = (question: Pick<PlaceQuestionRow, 'settledOn' | 'closesAt'>, now: InstantText): boolean =>
  question.settledOn !== null || question.closesAt <= now;

/** Somebody of the place said something; that nobody picked up the phone is no word of theirs. */
export const hasSpoken = ({ answer }: Pick<AskedPlaceRow, 'answer'>): boolean =>
  answer !== null && answer !== 'NO_ANSWER';
