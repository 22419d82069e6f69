import { readSeed } from '../../platform/seeds.js';
import type { UrgencyValue } from '../referral-terms.js';

interface AskingTimes {
  askedPlacesAnswerWithinMinutes: Record<UrgencyValue, number>;
  holdAtMostHours: number;
  askedKeptDays: number;
}

/** How long answers are taken, how long a place may be held, and for how many days it is kept what was asked. */
export const { askedPlacesAnswerWithinMinutes, holdAtMostHours, askedKeptDays } =
  readSeed<AskingTimes>('response-times.json');
