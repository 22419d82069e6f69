import type { UnmetNeedRow } from './unmet-need.entity.js';
import { UNMET_NEED } from './unmet-need-rules.js';

/** Between these many days, both included; open above where there is no `atMost`. */
export interface DayBand {
  atLeast: number;
  atMost: number | null;
}

/** Need of one service in one area. */
export interface NeedCell {
  /** A service or a group; empty where none was named. */
  service: string;
  /** Empty: no area was named, or one that is too rare to be told. */
  areaId: string;
  days: DayBand;
  conditions: { code: string; days: DayBand }[];
}

type Need = Pick<UnmetNeedRow, 'day' | 'services' | 'conditions' | 'areaId'>;

/**
 * Days with need that ended with nothing, by service and area, and beside each the single conditions that it was asked with: never which of them
 * together, because a rare combination is one woman. What was needed on too few days in an area is told for its service only, and what is too rare for
 * that is not told at all: `untold` says that there was some.
 */
export function countUnmetNeed(rows: readonly Need[]): { cells: NeedCell[]; untold: boolean } {
  const byArea = daysByCell(rows);
  const told = [...byArea.values()].filter((cell) => cell.areaId === '' || isEnough(cell.days));
  const rest = [...byArea.values()].filter((cell) => !told.includes(cell));
  const folded = new Map(told.map((cell) => [keyOf(cell.service, cell.areaId), cell]));
  for (const cell of rest) {
    const key = keyOf(cell.service, '');
    const into = folded.get(key) ?? newCell(cell.service, '');
    folded.set(key, into);
    merge(into, cell);
  }
  const all = [...folded.values()];
  const cells = all.filter(({ days }) => isEnough(days)).map(bandedCell);
  return { cells, untold: cells.length < all.length };
}

interface CountedCell {
  service: string;
  areaId: string;
  days: Set<string>;
  conditions: Map<string, Set<string>>;
}

const keyOf = (service: string, areaId: string): string => `${service}\n${areaId}`;

const newCell = (service: string, areaId: string): CountedCell => ({
  ...{ service, areaId, days: new Set(), conditions: new Map() },
});

function daysByCell(rows: readonly Need[]): Map<string, CountedCell> {
  const cells = new Map<string, CountedCell>();
  for (const { day, services, conditions, areaId } of rows)
    for (const service of services.length > 0 ? services : ['']) {
      const key = keyOf(service, areaId ?? '');
      const cell = cells.get(key) ?? newCell(service, areaId ?? '');
      cells.set(key, cell);
      cell.days.add(day);
      for (const code of conditions) addDays(cell.conditions, code, [day]);
    }
  return cells;
}

function merge(into: CountedCell, { days, conditions }: CountedCell): void {
  for (const day of days) into.days.add(day);
  for (const [code, on] of conditions) addDays(into.conditions, code, on);
}

function addDays(conditions: Map<string, Set<string>>, code: string, days: Iterable<string>): void {
  const known = conditions.get(code) ?? new Set();
  conditions.set(code, known);
  for (const day of days) known.add(day);
}

const isEnough = (days: ReadonlySet<string>): boolean => days.size >= UNMET_NEED.toldFromDays;

const bandedCell = ({ service, areaId, days, conditions }: CountedCell): NeedCell => ({
  service,
  areaId,
  days: bandOf(days.size),
  conditions: [...conditions]
    .filter(([, on]) => isEnough(on))
    .map(([code, on]) => ({ code, days: bandOf(on.size) }))
    .sort((a, b) => b.days.atLeast - a.days.atLeast || (a.code < b.code ? -1 : 1)),
});

function bandOf(days: number): DayBand {
  const from = UNMET_NEED.bandsFromDays;
  const place = from.findLastIndex((least) => least <= days);
  const next = from[place + 1];
  return { atLeast: from[place] ?? 0, atMost: next === undefined ? null : next - 1 };
}
