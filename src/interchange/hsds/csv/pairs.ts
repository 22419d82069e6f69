import { noOwner, type Owner } from '../drafts.js';
import type { Thing, Things } from './things.js';
import type { Tables } from './tables.js';
import type { PlaceDraft, ServiceDraft } from '../drafts.js';
import { text } from '../values.js';

/** One listing to be: a service at a place, a service without one, or a place of which no service is known. */
export interface Pair {
  organizationId: string;
  service: Thing<ServiceDraft> | null;
  place: Thing<PlaceDraft> | null;
  link: Owner;
  /** Ids of the rows that join the two, to which schedules and phones may refer. */
  linkIds: string[];
}

const GONE = 'that is not there or was not taken in';

/** Joins services to their places. Whatever finds no place in a listing is quarantined here, with the reason. */
export function pairsOf(tables: Tables, things: Things): Pair[] {
  const pairs = new Map<string, Pair>();
  const join = (service: Thing<ServiceDraft>, place: Thing<PlaceDraft>): Pair | null => {
    const organizationId = service.organizationId ?? place.organizationId;
    if (organizationId === null) return null;
    const key = JSON.stringify([service.id, place.id]);
    const pair = pairs.get(key) ?? { organizationId, service, place, link: noOwner(), linkIds: [] };
    pairs.set(key, pair);
    return pair;
  };
  joinByLinks(tables, things, join);
  for (const service of things.services.values()) {
    const place = service.placeId === null ? undefined : things.places.get(service.placeId);
    if (place) join(service, place);
    else if (service.placeId !== null)
      service.row.mend('location_id', `refers to a location ${GONE}: the service is listed without a place`);
  }
  return [
    ...pairs.values(),
    ...servicesAlone(things, [...pairs.values()]),
    ...placesAlone(tables, things, [...pairs.values()]),
  ];
}

type Join = (service: Thing<ServiceDraft>, place: Thing<PlaceDraft>) => Pair | null;

function joinByLinks(tables: Tables, things: Things, join: Join): void {
  for (const { row, cells } of tables.get('links') ?? []) {
    const service = things.services.get(text(cells['service_id']) ?? '');
    const place = things.places.get(text(cells['location_id']) ?? '');
    const pair = service && place ? join(service, place) : null;
    if (pair) {
      row.takeIn();
      const id = text(cells['id']);
      if (id !== null) pair.linkIds.push(id);
    } else if (!service) row.quarantine('service_id', `refers to a service ${GONE}`);
    else if (!place) row.quarantine('location_id', `refers to a location ${GONE}`);
    else row.quarantine(null, 'neither the service nor the location names its organization: give organization_id');
  }
}

function servicesAlone(things: Things, joined: readonly Pair[]): Pair[] {
  const placed = new Set(joined.map(({ service }) => service?.id));
  const alone = [...things.services.values()].filter(({ id }) => !placed.has(id));
  return alone.flatMap((service) => {
    const { organizationId } = service;
    if (organizationId !== null) return [{ organizationId, service, place: null, link: noOwner(), linkIds: [] }];
    service.row.quarantine('organization_id', 'names no organization, and no location that belongs to one');
    things.services.delete(service.id);
    return [];
  });
}

/** A place that no service names is a listing of its own. One whose services were all left out is not: it would seem open. */
function placesAlone(tables: Tables, things: Things, joined: readonly Pair[]): Pair[] {
  const placed = new Set(joined.map(({ place }) => place?.id));
  const referring = [...(tables.get('services') ?? []), ...(tables.get('links') ?? [])];
  const named = new Set(referring.map(({ cells }) => text(cells['location_id'])));
  const alone = [...things.places.values()].filter(({ id }) => !placed.has(id));
  return alone.flatMap((place) => {
    const { organizationId } = place;
    if (organizationId !== null && !named.has(place.id)) {
      return [{ organizationId, service: null, place, link: noOwner(), linkIds: [] }];
    }
    if (named.has(place.id))
      place.row.quarantine(null, 'every service at this location was left out: see their reasons');
    else place.row.quarantine('organization_id', 'belongs to no organization and to no service');
    things.places.delete(place.id);
    return [];
  });
}
