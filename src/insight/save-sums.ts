import sql, { bulk } from 'sql-template-tag';
import type { Transaction } from '../platform/database/index.js';
import type { FigureFactRow, FigureSumRow } from './figure.entity.js';
import { NOTHING, Sums } from './sums.js';
import { entriesIn, type Turn } from './turn.js';

type Place = Omit<FigureSumRow, 'sums'>;

const keyOf = ({ organizationId, side, period, narrowedTo }: Place): string =>
  [organizationId, side, period, narrowedTo].join(' ');

/** What is to be added to the sums of which days. */
class SumChanges {
  readonly #places = new Map<string, { place: Place; sums: Sums }>();

  /** A need is counted on its sender's side. */
  add(fact: FigureFactRow, times: 1 | -1): void {
    const { organizationId, narrowedTo, day } = fact;
    const side = fact.side === 'RECEIVED' ? 'RECEIVED' : 'SENT';
    const { sums } = this.#at({ organizationId, side, period: day, narrowedTo });
    for (const [key, counts] of entriesIn(fact)) sums.add(key, counts, times);
  }

  /** Of days and of their months. */
  all(): { place: Place; sums: Sums }[] {
    for (const { place, sums } of [...this.#places.values()])
      this.#at({ ...place, period: place.period.slice(0, 'YYYY-MM'.length) }).sums.addAll(sums);
    return [...this.#places.values()].filter(({ sums }) => !sums.isNothing);
  }

  #at(place: Place): { place: Place; sums: Sums } {
    const key = keyOf(place);
    const known = this.#places.get(key) ?? { place, sums: new Sums() };
    this.#places.set(key, known);
    return known;
  }
}

/** How many are written by one statement. */
const PART = 100;

export async function saveSums(tx: Transaction, { before, after }: Turn): Promise<void> {
  const changes = new SumChanges();
  for (const fact of before) changes.add(fact, -1);
  for (const fact of after) changes.add(fact, 1);
  const changed = changes.all();
  for (let start = 0; start < changed.length; start += PART) {
    const part = changed.slice(start, start + PART);
    const theirs = sql`(organization_id, side, period, narrowed_to) IN (VALUES ${bulk(
      part.map(({ place }) => [place.organizationId, place.side, place.period, place.narrowedTo]),
    )})`;
    const stored = await tx.all<FigureSumRow>(sql`
      SELECT organization_id AS "organizationId", side, period, narrowed_to AS "narrowedTo", sums
      FROM figure_sum WHERE ${theirs}`);
    const known = new Map(stored.map((row) => [keyOf(row), row.sums]));
    if (stored.length > 0) await tx.run(sql`DELETE FROM figure_sum WHERE ${theirs}`);
    const now = part.flatMap(({ place, sums }) => {
      const whole = Sums.read(known.get(keyOf(place)) ?? NOTHING);
      whole.addAll(sums);
      const text = whole.stored();
      return text === NOTHING ? [] : [[place.organizationId, place.side, place.period, place.narrowedTo, text]];
    });
    if (now.length > 0)
      await tx.run(sql`INSERT INTO figure_sum (organization_id, side, period, narrowed_to, sums) VALUES ${bulk(now)}`);
  }
}
