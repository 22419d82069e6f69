import { Inject, Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { Database } from '../../platform/database/index.js';
import { cursorOf, invalidInput, PageInfo, pageSize, positionOf, type Position } from '../../platform/graphql/index.js';
import { SETTINGS } from '../../platform/settings.js';
import type { Asking } from '../directory-loaders.js';
import type { IndexedListing } from '../indexed-listing.js';
import type { PageAsked } from '../listing-pages.js';
import { OrganizationBook } from '../organization-book.js';
import { ListingIndex } from '../search/index.js';
import { TAXONOMY } from '../taxonomy.js';
import { countUnmetNeed, type NeedCell } from './count-unmet-need.js';
import { DayRange, UnmetCondition, UnmetNeed, UnmetNeedConnection, UnmetNeedEdge } from './unmet-need.type.js';
import { UNMET_NEED } from './unmet-need-rules.js';

/** Months, both included, `YYYY-MM`. */
export interface MonthsAsked {
  from: string;
  to: string;
}

/**
 * What was needed and nobody had, against what is there. By whole months that are over: who asks again the next day, or for one day more, learns
 * nothing of that day.
 */
@Injectable()
export class NeedAgainstPlaces {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly index: ListingIndex,
    private readonly organizations: OrganizationBook,
  ) {}

  /** Needed on most days first. */
  async page(asking: Asking, months: MonthsAsked, { first, after }: PageAsked): Promise<UnmetNeedConnection> {
    const size = pageSize(first);
    checkMonths(months, this.clock.today(this.settings.networkTimezone).slice(0, 7));
    const list = `unmetNeed:${months.from}:${months.to}`;
    const seen = after === null || after === undefined ? null : positionIn(list, after);
    const { cells, untold } = await this.#counted(months);
    const sorted = cells
      .map((cell) => ({ cell, place: placeOf(list, cell) }))
      .sort((a, b) => compare(a.place, b.place));
    const rest = seen === null ? sorted : sorted.filter(({ place }) => compare(seen, place) < 0);
    const nodes = await this.#present(
      asking,
      rest.slice(0, size).map(({ cell }) => cell),
    );
    const edges = nodes.map((node, index) =>
      Object.assign(new UnmetNeedEdge(), { cursor: cursorOf(rest[index]?.place ?? []), node }),
    );
    return Object.assign(new UnmetNeedConnection(), {
      edges,
      pageInfo: PageInfo.of(edges, rest.length > size, seen !== null),
      totalCount: cells.length,
      moreTooRareToTell: untold,
    });
  }

  async #counted({ from, to }: MonthsAsked) {
    const rows = await this.database.all<{ day: string; services: string; conditions: string; area_id: string | null }>(
      sql`SELECT day, services, conditions, area_id FROM unmet_need WHERE day >= ${from} AND day <= ${`${to}-31`}`,
    );
    return countUnmetNeed(
      rows.map((row) => ({
        day: row.day,
        services: JSON.parse(row.services) as string[],
        conditions: JSON.parse(row.conditions) as string[],
        areaId: row.area_id,
      })),
    );
  }

  async #present(asking: Asking, cells: readonly NeedCell[]): Promise<UnmetNeed[]> {
    const { listings } = await this.index.current();
    const named = [...new Set(cells.map(({ areaId }) => areaId).filter((id) => id !== ''))];
    const areas = await this.organizations.areas(asking, named);
    const areaOf = new Map(named.map((id, index) => [id, areas[index] ?? null]));
    return cells.map(({ service, areaId, days, conditions }) => {
      const places = listings.filter((listing) => offers(listing, service) && liesIn(listing, areaId));
      return Object.assign(new UnmetNeed(), {
        service: service || null,
        area: areaOf.get(areaId) ?? null,
        days: Object.assign(new DayRange(), days),
        places: places.length,
        conditions: conditions.map((each) =>
          Object.assign(new UnmetCondition(), {
            code: each.code,
            days: Object.assign(new DayRange(), each.days),
            ...answersAmong(places, each.code),
          }),
        ),
      });
    });
  }
}

const offers = ({ services }: IndexedListing, service: string): boolean =>
  service === '' || TAXONOMY.servicesOf(service).some((code) => services.has(code));

/** By what may be known of where it is: a place that hides even its area is in none. */
const liesIn = ({ areaIds }: IndexedListing, areaId: string): boolean => areaId === '' || areaIds.includes(areaId);

function answersAmong(places: readonly IndexedListing[], code: string) {
  if (!TAXONOMY.isAttribute(code)) return { placesYes: null, placesToAsk: null };
  const answers = places.map(({ attributes }) => attributes.get(code)?.answer ?? 'UNKNOWN');
  return {
    placesYes: answers.filter((answer) => answer === 'YES').length,
    placesToAsk: answers.filter((answer) => answer === 'DEPENDS' || answer === 'UNKNOWN').length,
  };
}

function checkMonths({ from, to }: MonthsAsked, thisMonth: string): void {
  const problems = Object.entries({ from, to }).flatMap(([path, month]) =>
    /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? [] : [{ path, message: 'A month is written YYYY-MM.' }],
  );
  if (problems.length === 0 && to >= thisMonth)
    problems.push({ path: 'to', message: 'A month is told when it is over: ask for an earlier one.' });
  if (problems.length === 0 && (to < from || monthsFrom(from, to) > UNMET_NEED.longestMonths))
    problems.push({ path: 'from', message: `Give 1 to ${UNMET_NEED.longestMonths} months, the earliest first.` });
  if (problems.length > 0) throw invalidInput(problems);
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
const monthsFrom = (from: string, to: string): number => monthNumber(to) - monthNumber(from) + 1;

/** By bands: an order by exact days would tell them. */
const placeOf = (list: string, { days, service, areaId }: NeedCell): Position => [list, -days.atLeast, service, areaId];

function compare(a: Position, b: Position): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? '';
    if (one !== other) return (one ?? '') < other ? -1 : 1;
  }
  return 0;
}

function positionIn(list: string, cursor: string): Position {
  const position = positionOf(cursor, 4);
  if (position[0] === list && typeof position[1] === 'number') return position;
  throw invalidInput([{ path: 'after', message: 'This cursor is not one of this list: start from the first page.' }]);
}
