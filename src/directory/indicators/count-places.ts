import { Inject, Injectable } from '@nestjs/common';
import { Clock, dayOf, millisOf, type InstantText } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { invalidAt } from '../../platform/graphql/index.js';
import { readSeed } from '../../platform/seeds.js';
import { SETTINGS } from '../../platform/settings.js';
import type { IndexedListing } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import { opensOutside, WallClock, type OutsidePart, type WorkingTime } from '../opening/index.js';
import { answerTo, keepsWomenOnlyHours, ListingIndex } from '../search/index.js';
import { TAXONOMY } from '../taxonomy.js';
import type { Wording } from '../../platform/wording.js';

const OUTSIDE: Record<'OUTSIDE_WORKING_TIME' | 'EVENINGS' | 'WEEKENDS', readonly OutsidePart[]> = {
  OUTSIDE_WORKING_TIME: ['EARLY', 'EVENING', 'WEEKEND'],
  EVENINGS: ['EVENING'],
  WEEKENDS: ['WEEKEND'],
};

interface Indicator {
  code: string;
  from: 'ATTRIBUTE' | 'WOMEN_ONLY' | keyof typeof OUTSIDE;
  /** Of an attribute it is in the taxonomy. */
  name?: Wording;
}

interface Seed {
  workingTime: WorkingTime;
  note: Wording;
  indicators: Indicator[];
}

export const PLACE_INDICATORS = readSeed<Seed>('place-indicators.json');

export interface CountedPlaces {
  places: number;
  at: InstantText;
  indicators: (Pick<Indicator, 'code' | 'name'> & { answers: Record<AnswerValue, number> })[];
}

/**
 * How many published places say that they are what women asked for. Only what stands in the directory: what was learnt from refusals comes from women's
 * referrals, and is in no figure but a sealed one.
 */
@Injectable()
export class CountPlaces {
  readonly #walls = new WallClock();

  constructor(
    private readonly index: ListingIndex,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Of the places that offer a service, or one of a group; of all where none is named. */
  async count(service: string | null): Promise<CountedPlaces> {
    const services = service === null ? null : TAXONOMY.servicesOf(service);
    if (services?.length === 0) throw invalidAt('service', 'Give the code of a service or group from the taxonomy.');
    const { listings } = await this.index.current();
    const places = listings.filter((each) => services?.some((code) => each.services.has(code)) ?? true);
    const at = this.clock.now();
    return {
      ...{ places: places.length, at },
      indicators: PLACE_INDICATORS.indicators.map(({ code, name, from }) => {
        const answers = { YES: 0, NO: 0, DEPENDS: 0, UNKNOWN: 0 };
        for (const place of places) answers[this.#answer(place, code, from, at)] += 1;
        return { code, ...(name && { name }), answers };
      }),
    };
  }

  #answer(place: IndexedListing, code: string, from: Indicator['from'], at: InstantText): AnswerValue {
    const zone = this.settings.networkTimezone;
    if (from === 'ATTRIBUTE') return answerTo(place, code);
    if (from === 'WOMEN_ONLY') return keepsWomenOnlyHours(place, millisOf(at), { zone, clock: this.#walls });
    const { workingTime } = PLACE_INDICATORS;
    const opens = opensOutside(place.row.schedules, workingTime, OUTSIDE[from], dayOf(at, zone));
    return opens === null ? 'UNKNOWN' : opens ? 'YES' : 'NO';
  }
}
