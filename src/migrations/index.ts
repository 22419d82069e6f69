import { TheHouse1795305600000 } from './2026112201-the-house.js';
import { WhatRefusalsTeach1795312800000 } from './2026112202-what-refusals-teach.js';

/** Every change of the database, in order. */
export const migrations = [TheHouse1795305600000, WhatRefusalsTeach1795312800000];
