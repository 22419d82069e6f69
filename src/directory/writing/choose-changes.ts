import { invalidInput } from '../../platform/graphql/index.js';
import type { AttributeFact } from '../listing-facts.js';
import type { ListingChangeRow } from '../listing.entity.js';
import { valueIn } from './listing-changes.js';

/** What is decided about one field, and what of it goes on waiting; null where that is nothing. */
export interface Chosen {
  row: ListingChangeRow;
  value: unknown;
  rest: AttributeFact[] | null;
}

const ONE_ANSWER = 'attributes.';

/** Of what waits, the fields that are named, `attributes.no-id` for one answer; null: all. What is named and does not wait is bad input. */
export function choose(rows: readonly ListingChangeRow[], fields: readonly string[] | null): Chosen[] {
  if (fields === null) return rows.map((row) => ({ row, value: valueIn(row.proposed), rest: null }));
  const names = new Set(fields);
  const chosen = rows.flatMap((row) => part(row, names));
  const found = new Set(chosen.flatMap(namesOf));
  const problems = fields.flatMap((field, index) =>
    found.has(field) ? [] : [{ path: `fields.${index}`, message: 'Nothing of this waits for review here.' }],
  );
  if (fields.length === 0) problems.push({ path: 'fields', message: 'Name a field, or leave this out to decide all.' });
  if (problems.length > 0) throw invalidInput(problems);
  return chosen;
}

function part(row: ListingChangeRow, names: ReadonlySet<string>): Chosen[] {
  const value = valueIn(row.proposed);
  if (names.has(row.field)) return [{ row, value, rest: null }];
  if (row.field !== 'attributes') return [];
  const isNamed = ({ code }: AttributeFact) => names.has(ONE_ANSWER + code);
  const facts = value as AttributeFact[];
  const [named, others] = [facts.filter(isNamed), facts.filter((fact) => !isNamed(fact))];
  if (named.length === 0) return [];
  return [{ row, value: named, rest: others.length > 0 ? others : null }];
}

const namesOf = ({ row, value }: Chosen): string[] => [
  row.field,
  ...(row.field === 'attributes' ? (value as AttributeFact[]).map(({ code }) => ONE_ANSWER + code) : []),
];
