import type { Pair } from './pairs.js';
import type { TableRow, Tables } from './tables.js';
import { mending, type Thing, type Things } from './things.js';
import type { Owner, Said } from '../drafts.js';
import { closedDays, weeklyRule } from '../hours.js';
import { languageOf } from '../languages.js';
import type { SourceRow } from '../ledger.js';
import { addressOf, isProblem, phoneOf, text } from '../values.js';

const GONE = 'that is not there or was not taken in';

/** Hangs phones, hours, languages and addresses on what they belong to. Their rows count as imported when a listing takes them. */
export function hangDetails(tables: Tables, things: Things, pairs: readonly Pair[]): void {
  const ownerFor = owners(things, pairs);
  const each = (table: string, hang: (owner: Owner, read: TableRow) => void): void => {
    for (const read of tables.get(table) ?? []) {
      const owner = ownerFor(read);
      if (owner) hang(owner, read);
    }
  };
  const phoneLanguages = languagesOfPhones(tables);
  each('phones', (owner, { row, cells }) => {
    const own = text(cells['language']);
    const languages = own === null ? [] : [languageOf({ name: own }, 'language', mending(row))];
    const listed = phoneLanguages.get(text(cells['id']) ?? '') ?? [];
    const phone = phoneOf(cells, [...languages.filter((tag) => tag !== null), ...listed]);
    if (phone === 'FAX') row.leaveAside('a fax number: nobody can be reached on it');
    else if (isProblem(phone)) row.quarantine(phone.field, phone.reason);
    else owner.phones.push(said(row, phone));
  });
  each('schedules', (owner, { row, cells }) => {
    const rule = weeklyRule(cells);
    if (!isProblem(rule)) owner.schedules.push(said(row, rule));
    else row.quarantine(rule.field, rule.reason);
  });
  each('holidays', (owner, { row, cells }) => {
    const rule = closedDays(cells);
    if (!isProblem(rule)) owner.schedules.push(said(row, rule));
    else row.quarantine(rule.field, rule.reason);
  });
  each('languages', (owner, { row, cells }) => {
    const tag = languageOf(cells, 'name', () => undefined);
    if (tag !== null) owner.languages.push(said(row, [tag]));
    else row.quarantine('name', 'not a language that is known by this name: use its English name or its BCP 47 code');
  });
  hangAddresses(tables, things);
}

function hangAddresses(tables: Tables, things: Things): void {
  for (const { row, cells } of tables.get('addresses') ?? []) {
    const place = things.places.get(text(cells['location_id']) ?? '');
    const type = text(cells['address_type'])?.toLowerCase() ?? 'physical';
    if (!place) row.quarantine('location_id', `refers to a location ${GONE}`);
    else if (type !== 'physical') row.leaveAside(`a ${type} address is not a place to go to`);
    else if (place.draft.address) row.leaveAside('a second address: a listing has one');
    else place.draft.address = said(row, addressOf(cells, '', mending(row)));
  }
}

/** Finds what a row belongs to, the nearest first: the service at the place, the service, the place, the organization. */
function owners(things: Things, pairs: readonly Pair[]): (read: TableRow) => Owner | null {
  const byLink = new Map(pairs.flatMap((pair) => pair.linkIds.map((id) => [id, pair.link])));
  const byPair = new Map(pairs.map((pair) => [JSON.stringify([pair.service?.id, pair.place?.id]), pair.link]));
  const maps: [string, ReadonlyMap<string, Thing<Owner>>][] = [
    ['service_id', things.services],
    ['location_id', things.places],
    ['organization_id', things.organizations],
  ];
  return (read) => {
    const [link, service, place, phone, contact] = LINKS.map((field) => text(read.cells[field]));
    if (contact) {
      read.row.leaveAside('belongs to a person: people are never imported, by policy');
      return null;
    }
    if (phone) return null; // settled with the phone it belongs to
    if (link || (service && place)) {
      const owner = (link ? byLink.get(link) : undefined) ?? byPair.get(JSON.stringify([service, place])) ?? null;
      const field = link ? 'service_at_location_id' : 'location_id';
      if (owner === null) read.row.quarantine(field, `refers to a service at a location ${GONE}`);
      return owner;
    }
    const [field, map] = maps.find(([name]) => text(read.cells[name]) !== null) ?? [null, null];
    const owner = field === null ? undefined : map.get(text(read.cells[field]) ?? '')?.draft;
    if (owner) return owner;
    const nothing = 'belongs to nothing: give a service_id, location_id or organization_id';
    read.row.quarantine(field, field === null ? nothing : `refers to a row ${GONE}`);
    return null;
  };
}

const LINKS = ['service_at_location_id', 'service_id', 'location_id', 'phone_id', 'contact_id'] as const;

/** HSDS 3.x: languages that belong to a phone. */
function languagesOfPhones(tables: Tables): Map<string, string[]> {
  const ids = new Set((tables.get('phones') ?? []).map(({ cells }) => text(cells['id'])));
  const found = new Map<string, string[]>();
  for (const { row, cells } of tables.get('languages') ?? []) {
    const phone = text(cells['phone_id']);
    if (phone === null) continue;
    const tag = languageOf(cells, 'name', mending(row));
    if (!ids.has(phone)) row.quarantine('phone_id', `refers to a phone ${GONE}`);
    else if (tag === null) row.quarantine('name', 'not a language that is known by this name');
    else found.set(phone, [...(found.get(phone) ?? []), tag]);
    row.takeIn();
  }
  return found;
}

const said = <T>(row: SourceRow, fact: T): Said<T> => ({ fact, taken: () => row.takeIn() });
