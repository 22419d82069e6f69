import type { ReleasesQuery } from '../../../generated/graphql.js';
import type { Declared } from './value.js';

export type Sealed = ReleasesQuery['releases'][number];
export const VIEWS = ['chart', 'table', 'rates', 'steps', 'times', 'trend'] as const;
export type View = (typeof VIEWS)[number];

/** As it stands in the address: names of periods and tables, nothing else. */
export interface Question {
  release: string | null;
  table: string | null;
  view: View;
}

export const questionIn = (search: URLSearchParams): Question => ({
  release: search.get('release'),
  table: search.get('table'),
  view: VIEWS.find((each) => each === search.get('view')) ?? 'chart',
});

export const addressOf = ({ release, table, view }: Question): string =>
  `/figures?${new URLSearchParams({ ...(release && { release }), ...(table && { table }), view }).toString()}`;

const has = (table: Declared, dimension: string): boolean =>
  table.dimensions.some((each) => each.dimension === dimension);

export const viewsOf = (table: Declared, releases: readonly Sealed[]): View[] =>
  VIEWS.filter((view) => {
    if (view === 'steps') return has(table, 'pmtct-step');
    if (view === 'times') return has(table, 'time-band');
    if (view === 'rates') return table.dimensions.length > 0;
    return view !== 'trend' || releases.length > 1;
  });

/** A period by its name; one that was sealed again later, by its own id. */
export const codeOf = ({ id, period, replacedById }: Sealed): string => (replacedById ? id : period);
