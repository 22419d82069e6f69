import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock, type InstantText } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { invalidAt } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';

/** Far enough for every sentence, pregnancy and vaccine that is planned for; what lies beyond is a slip of the pen. */
const YEARS_BACK = 2;
const YEARS_AHEAD = 10;

/** Days as the network counts them. */
@Injectable()
export class PlanCalendar {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  now(): InstantText {
    return this.clock.now();
  }

  today(): string {
    return this.clock.today(this.settings.networkTimezone);
  }

  /** The day on which an instant fell. */
  dayOf(instant: InstantText): string {
    return DateTime.fromISO(instant, { zone: this.settings.networkTimezone }).toISODate() ?? instant.slice(0, 10);
  }

  /** A day that somebody may have meant. */
  checked(path: string, day: string): string {
    const today = DateTime.fromISO(this.today(), { zone: 'utc' });
    const [first, last] = [today.minus({ years: YEARS_BACK }), today.plus({ years: YEARS_AHEAD })];
    if (day < (first.toISODate() ?? '') || day > (last.toISODate() ?? ''))
      throw invalidAt(path, `Look at the year again: at most ${YEARS_BACK} back and ${YEARS_AHEAD} ahead.`);
    return day;
  }

  /** A day on which something happened: not ahead of today. */
  past(path: string, day: string | null | undefined): string {
    const today = this.today();
    if (!day) return today;
    if (day > today) throw invalidAt(path, 'This lies ahead: say it when it has happened.');
    return this.checked(path, day);
  }
}
