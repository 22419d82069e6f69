import type { Categories } from '../categories.js';
import type { TableRow, Tables } from './tables.js';
import {
  organizationDraft,
  placeDraft,
  serviceDraft,
  whyClosed,
  type OrganizationDraft,
  type PlaceDraft,
  type ServiceDraft,
} from '../drafts.js';
import type { SourceRow } from '../ledger.js';
import { text } from '../values.js';

/** A row that other rows can refer to. */
export interface Thing<Draft> {
  id: string;
  row: SourceRow;
  draft: Draft;
  /** The organization that the row names; null where it names none. */
  organizationId: string | null;
  /** The location that a service's own row names (Ohana). */
  placeId: string | null;
}

/** The organizations, services and locations of a folder that can stand; the others are quarantined and remembered by their ids. */
export interface Things {
  organizations: Map<string, Thing<OrganizationDraft>>;
  services: Map<string, Thing<ServiceDraft>>;
  places: Map<string, Thing<PlaceDraft>>;
}

export function thingsIn(tables: Tables, categories: Categories): Things {
  const organizations = new Map<string, Thing<OrganizationDraft>>();
  for (const { id, row, cells } of keyed(tables.get('organizations') ?? [])) {
    const name = text(cells['name']);
    if (name === null) row.quarantine('name', 'an organization without a name: give it one');
    else
      organizations.set(id, {
        id,
        row,
        organizationId: id,
        placeId: null,
        draft: organizationDraft(cells, name, '', mending(row)),
      });
  }
  const places = new Map<string, Thing<PlaceDraft>>();
  for (const { id, row, cells } of keyed(tables.get('locations') ?? [])) {
    const organizationId = text(cells['organization_id']);
    if (refersToNobody(row, organizationId, organizations)) continue;
    places.set(id, { id, row, organizationId, placeId: id, draft: placeDraft(cells, '', mending(row)) });
  }
  const services = servicesIn(tables, organizations, categories);
  return { organizations, services, places };
}

function servicesIn(
  tables: Tables,
  organizations: Things['organizations'],
  categories: Categories,
): Things['services'] {
  const names = categoryNames(tables);
  const services: Things['services'] = new Map();
  for (const { id, row, cells } of keyed(tables.get('services') ?? [])) {
    const name = text(cells['name']);
    const closed = whyClosed(cells['status']);
    const organizationId = text(cells['organization_id']);
    if (name === null) row.quarantine('name', 'a service without a name: give it one');
    else if (closed !== null) row.quarantine('status', closed);
    else if (!refersToNobody(row, organizationId, organizations)) {
      const draft = serviceDraft(cells, name, '', mending(row));
      const ids = (text(cells['taxonomy_ids']) ?? '').split(/[,;]/).map((one) => one.trim());
      draft.codes = codesOf(ids, names, categories);
      services.set(id, { id, row, organizationId, placeId: text(cells['location_id']), draft });
    }
  }
  for (const { row, cells } of tables.get('classified') ?? []) {
    const service = services.get(text(cells['service_id']) ?? '');
    const codes = codesOf([text(cells['taxonomy_id']) ?? text(cells['taxonomy_term_id']) ?? ''], names, categories);
    if (!service) row.quarantine('service_id', 'refers to a service that is not there or was not taken in');
    else if (codes.length === 0) row.leaveAside('a category that is not beyond doubt one of our services');
    else {
      service.draft.codes = [...new Set([...service.draft.codes, ...codes])];
      row.takeIn();
    }
  }
  return services;
}

/** The rows of a table by their ids. A row that says the same as an earlier one is merged; one that says otherwise is not believed. */
function* keyed(rows: readonly TableRow[]): Generator<TableRow & { id: string }> {
  const first = new Map<string, TableRow>();
  for (const read of rows) {
    const id = text(read.cells['id']);
    const earlier = id === null ? undefined : first.get(id);
    if (id === null) read.row.quarantine('id', 'no id: without one no other row can refer to it');
    else if (!earlier) {
      first.set(id, read);
      yield { ...read, id };
    } else if (JSON.stringify(earlier.cells) === JSON.stringify(read.cells)) read.row.mergeInto(earlier.row.ref);
    else read.row.quarantine('id', `the id of row ${earlier.row.ref.row} again, with other content: give each its own`);
  }
}

function refersToNobody(row: SourceRow, id: string | null, organizations: Things['organizations']): boolean {
  if (id === null || organizations.has(id)) return false;
  row.quarantine(
    'organization_id',
    'refers to an organization that is not there or was not taken in: add it to organizations.csv',
  );
  return true;
}

function categoryNames(tables: Tables): Map<string, string> {
  const names = new Map<string, string>();
  for (const { row, cells } of tables.get('taxonomy') ?? []) {
    const id = text(cells['taxonomy_id']) ?? text(cells['id']);
    const name = text(cells['name']) ?? text(cells['term']);
    if (id !== null && name !== null) names.set(id, name);
    row.leaveAside('names a category; services refer to it');
  }
  return names;
}

const codesOf = (ids: readonly string[], names: ReadonlyMap<string, string>, categories: Categories): string[] => [
  ...new Set(ids.map((id) => categories.serviceFor(id, names.get(id) ?? null)).filter((code) => code !== null)),
];

export const mending =
  (row: SourceRow) =>
  (field: string, reason: string): void =>
    row.mend(field, reason);
