import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { DateTimeScalar, invalidAt } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { inLanguage } from '../platform/wording.js';
import { TimeWindow, WindowDeadline } from './time-window.type.js';
import { findWindow, liesAhead, TIME_WINDOWS, timesOf } from './time-windows.js';

/** Needs that do not wait. */
@Resolver()
export class TimeWindowsResolver {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Query(() => [TimeWindow], { description: 'Needs that do not wait: how long there is, from when, and what to do.' })
  @Allow('SIGNED_IN')
  timeWindows(
    @Args('language', { type: () => String, nullable: true, description: 'BCP 47; English unless said.' })
    language: string | null,
  ): TimeWindow[] {
    return TIME_WINDOWS.map((window) =>
      Object.assign(new TimeWindow(), {
        code: window.code,
        name: inLanguage(window.name, language),
        services: window.services,
        bestWithinHours: window.bestWithinHours,
        latestWithinHours: window.latestWithinHours,
        sameDay: window.sameDay,
        countedFrom: window.countedFrom,
        guidance: inLanguage(window.guidance, language),
        source: window.source,
        keepsNeedOpen: window.keepsNeedOpen,
      }),
    );
  }

  @Query(() => WindowDeadline, {
    description:
      'Until when, counted from what happened. Nothing is kept. An unknown window, and an exposure that lies ahead, are BAD_USER_INPUT.',
  })
  @Allow('CASEWORKER', 'AGENCY')
  deadlineFor(
    @Args('windowCode', { type: () => String, description: 'Code of a time window.' }) windowCode: string,
    @Args('exposureAt', { type: () => DateTimeScalar, description: 'The instant it is counted from.' })
    exposureAt: string,
  ): WindowDeadline {
    const window = findWindow(windowCode);
    if (!window) throw invalidAt('windowCode', 'There is no such time window.');
    const now = this.clock.now();
    if (liesAhead(window, exposureAt, now)) throw invalidAt('exposureAt', 'This lies ahead: say when it happened.');
    const { best, latest } = timesOf(window, exposureAt, this.settings.networkTimezone);
    const passed = latest !== null && latest < now;
    return Object.assign(new WindowDeadline(), { best, latest, passed, keepsNeedOpen: window.keepsNeedOpen });
  }
}
