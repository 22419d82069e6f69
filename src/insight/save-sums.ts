import sql, { bulk } from 'sql-template-tag';
import type { Transaction } from '../platform/database/index.js';
import type { FigureFactRow, FigureSumRow } from './figure.entity.js';
import { NOTHING, Sums, type Entry } from './sums.js';

type Place = Omit<FigureSumRow, 'sums'>;

const keyOf = ({ organizationId, side, period, narrowedTo }: Place): string =>
  [organizationId, side, period, narrowedTo].join(' ');

/** What is to be added to which sums. */
export class SumChanges {
  readonly places = new Map<string, { place: Place; sums: Sums }>();

  /** To its day and to its month. A need is counted on its sender's side. */
  add(fact: FigureFactRow, entries: readonly Entry[], times: 1 | -1): void {
    const side = fact.side === 'RECEIVED' ? 'RECEIVED' : 'SENT';
    for (const period of [fact.day, fact.day.slice(0, 'YYYY-MM'.length)]) {
      const place = { organizationId: fact.organizationId, side, period, narrowedTo: fact.narrowedTo } as const;
      const known = this.places.get(keyOf(place)) ?? { place, sums: new Sums() };
      this.places.set(keyOf(place), known);
      for (const [key, counts] of entries) known.sums.add(key, counts, times);
    }
  }
}

/** How many are written by one statement. */
const PART = 100;

export async function saveSums(tx: Transaction, { places }: SumChanges): Promise<void> {
  const changed = [...places.values()].filter(({ sums }) => sums.stored() !== NOTHING);
  for (let start = 0; start < changed.length; start += PART) {
    const part = changed.slice(start, start + PART);
    const theirs = sql`(organization_id, side, period, narrowed_to) IN (VALUES ${bulk(
      part.map(({ place }) => [place.organizationId, place.side, place.period, place.narrowedTo]),
    )})`;
    const stored = await tx.all<FigureSumRow>(sql`
      SELECT organization_id AS "organizationId", side, period, narrowed_to AS "narrowedTo", sums
      FROM figure_sum WHERE ${theirs}`);
    const before = new Map(stored.map((row) => [keyOf(row), row.sums]));
    if (stored.length > 0) await tx.run(sql`DELETE FROM figure_sum WHERE ${theirs}`);
    const now = part.flatMap(({ place, sums }) => {
      const whole = Sums.read(before.get(keyOf(place)) ?? NOTHING);
      whole.addAll(sums);
      const text = whole.stored();
      return text === NOTHING ? [] : [[place.organizationId, place.side, place.period, place.narrowedTo, text]];
    });
    if (now.length > 0)
      await tx.run(sql`INSERT INTO figure_sum (organization_id, side, period, narrowed_to, sums) VALUES ${bulk(now)}`);
  }
}
