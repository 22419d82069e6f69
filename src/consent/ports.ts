import type { Reader } from '../platform/database/index.js';

/** What consent asks of plans, which stand above it. */
export abstract class PlanEndBook {
  /** The last day of a plan of hers as far as it is known, `YYYY-MM-DD`; null where she has no such plan that goes on. */
  abstract lastDayOf(reader: Reader, clientId: string, planId: string): Promise<string | null>;
}
