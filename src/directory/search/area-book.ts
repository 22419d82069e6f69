import type { AreaRow } from '../area.entity.js';
import type { IndexedPoint } from '../indexed-listing.js';
import { pointAt } from './distance.js';

/** A named area with what searches ask of it. */
export interface IndexedArea {
  readonly row: Readonly<AreaRow>;
  /** Its own id, then those of the areas around it. */
  readonly chain: readonly string[];
  readonly centre: IndexedPoint;
}

/** The network's areas: small enough to be held whole. */
export class AreaBook {
  readonly #areas = new Map<string, IndexedArea>();

  constructor(rows: readonly Readonly<AreaRow>[]) {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows)
      this.#areas.set(row.id, {
        row,
        chain: chainOf(row, byId),
        centre: pointAt(row.latitude, row.longitude),
      });
  }

  find(id: string | null | undefined): IndexedArea | undefined {
    return id === null || id === undefined ? undefined : this.#areas.get(id);
  }

  /** Areas of whose name, centre or surroundings an older book says something else, or nothing. */
  changedFrom(older: AreaBook): Set<string> {
    const changed = new Set<string>();
    for (const id of new Set([...this.#areas.keys(), ...older.#areas.keys()]))
      if (saidOf(this.#areas.get(id)) !== saidOf(older.#areas.get(id))) changed.add(id);
    return changed;
  }
}

const saidOf = (area: IndexedArea | undefined): string =>
  area ? JSON.stringify([area.row.name, area.row.latitude, area.row.longitude, area.chain]) : '';

/** Ends at an area that was met before: a circle in the data must not hang the process. */
function chainOf(row: Readonly<AreaRow>, byId: ReadonlyMap<string, Readonly<AreaRow>>): string[] {
  const chain = new Set<string>();
  for (let at: Readonly<AreaRow> | undefined = row; at && !chain.has(at.id);) {
    chain.add(at.id);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return [...chain];
}
