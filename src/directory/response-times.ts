import { readSeed } from '../platform/seeds.js';

interface ResponseTimes {
  shelterCapacityHours: number;
  otherCapacityHours: number;
  halfLives: Record<string, number>;
}

const times = readSeed<ResponseTimes>('response-times.json');

/** For how long a word on places free counts where nobody says until when; hours. */
export const CAPACITY_HOURS = { shelter: times.shelterCapacityHours, other: times.otherCapacityHours };

/** Days after which half of such answers can no longer be relied on: by theme of attribute, and by part of a listing. */
export const HALF_LIVES: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(times.halfLives).filter(([part]) => part !== 'capacityHours'),
);

/** A whole listing ages as fast as the part of it that ages fastest. */
export const LISTING_HALF_LIFE = Math.min(...Object.values(HALF_LIVES));
