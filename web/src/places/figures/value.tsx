import type { JSX } from 'preact';
import type { ReleasedTablesQuery, ReleasedValueFragment } from '../../../generated/graphql.js';
import { numberOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';

type Value = ReleasedValueFragment & { __typename: string };
export type Released = Value;
export type Declared = ReleasedTablesQuery['releaseTables'][number];
export interface Row {
  keys: readonly { dimension: string; value: string }[];
}

/** A released value in words: the number with the interval beside it, or why there is none. A hidden one is never shown as nought. */
export function inWords(say: Say<'figures'>, value: Released, unit = ''): string {
  switch (value.__typename) {
    case 'Shown':
      return say('shown', {
        value: numberOf(value.value) + unit,
        low: numberOf(value.low) + unit,
        high: numberOf(value.high) + unit,
      });
    case 'BelowThreshold':
      return say('fewer', { count: value.lessThan });
    case 'NotApplicable':
      return say('notApplicable');
    default:
      return say(`notPublished.${value.reason}`);
  }
}

/** What a cell is about, in the words of its release. */
export const nameOfKeys = (table: Declared, { keys }: Row): string =>
  keys.map(({ dimension, value }) => nameIn(table, dimension, value)).join(' · ') || '—';

export const nameIn = (table: Declared, dimension: string, value: string): string =>
  table.dimensions.find((each) => each.dimension === dimension)?.values.find((each) => each.value === value)?.name ??
  value;

const HATCH = 'hidden-hatch';

/** Drawn once: what is hidden is hatched, not empty. */
export function Hatch(): JSX.Element {
  return (
    <svg class="unseen" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id={HATCH} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" class="bar-ground" />
          <rect width="2.5" height="6" class="hatch" />
        </pattern>
      </defs>
    </svg>
  );
}

const [WIDTH, HEIGHT] = [300, 18];

/** One value as a bar with its interval as a line over it. */
export function ValueBar({ value, most }: { value: Released; most: number }): JSX.Element {
  const at = (n: number): number => (WIDTH * Math.min(n, most)) / Math.max(most, 1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" class="released">
      <rect width={WIDTH} height={HEIGHT} class="bar-ground" />
      {value.__typename === 'Shown' && (
        <>
          <rect width={at(value.value)} height={HEIGHT} class="bar" />
          <rect
            x={at(value.low)}
            y={HEIGHT / 2 - 2}
            width={Math.max(at(value.high) - at(value.low), 1)}
            height={4}
            class="interval"
          />
        </>
      )}
      {value.__typename === 'BelowThreshold' && (
        <rect width={at(value.lessThan)} height={HEIGHT} fill={`url(#${HATCH})`} />
      )}
    </svg>
  );
}

export const mostOf = (values: readonly Released[]): number =>
  Math.max(
    1,
    ...values.map((value) =>
      value.__typename === 'Shown' ? value.high : value.__typename === 'BelowThreshold' ? value.lessThan : 0,
    ),
  );

export function Chart<Each extends Row>({
  rows,
  table,
  valueOf,
  unit,
}: {
  rows: readonly Each[];
  table: Declared;
  valueOf: (row: Each) => Released;
  unit?: string;
}): JSX.Element {
  const say = useWords('figures');
  const most = mostOf(rows.map(valueOf));
  return (
    <dl class="bars">
      {rows.map((row) => (
        <div key={JSON.stringify(row.keys)}>
          <dt>{nameOfKeys(table, row)}</dt>
          <dd>
            <ValueBar value={valueOf(row)} most={most} />
            <span>{inWords(say, valueOf(row), unit)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
