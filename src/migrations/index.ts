import { TheHouse1795305600000 } from './2026112201-the-house.js';

/** Every change of the database, in order. */
export const migrations = [TheHouse1795305600000];
