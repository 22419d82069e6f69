import type { Clock } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import type { Database } from '../../platform/database/index.js';

/** One thing that is risky in this deployment, and what to do about it. Never a value of a setting that is secret. */
export interface Risk {
  what: string;
  todo: string;
}

/** What is looked at. `database` is null where there is none yet. */
export interface Deployment {
  settings: Settings;
  database: Database | null;
  clock: Clock;
}

/** One question to a deployment. A new one is an object more in the list of `examine.ts`. */
export interface Check {
  code: string;
  look(deployment: Deployment): Promise<Risk[]> | Risk[];
}

/** One risk if this is so. */
export const when = (risky: boolean, what: string, todo: string): Risk[] => (risky ? [{ what, todo }] : []);
