import { ADDRESS_MEMBERS, isMembers, objectsIn, says, text, type Members, type Mend } from '../values.js';

/** A nested object and where it stands in its row. */
export interface Part {
  members: Members;
  path: string;
}

/** One organization of a row with what is said to be its own. */
export interface Envelope {
  organization: Part;
  services: Part[];
  locations: Part[];
}

/**
 * The shapes in which records are published: an organization with its services and locations (HSDS 3.x `organization_full`), a service
 * with its organization (`service_full`), and, as scrapers write them, organizations beside their services and locations. A row that is
 * a list holds several. What belongs to which of several organizations is only known where it says so.
 */
export function envelopesIn(record: unknown, mend: Mend, path = ''): Envelope[] {
  if (Array.isArray(record)) return record.flatMap((one, at) => envelopesIn(one, mend, `${path}[${at}].`));
  if (!isMembers(record)) return [];
  const services = [...parts(record, 'services', path), ...parts(record, 'service', path)];
  const locations = [...parts(record, 'locations', path), ...parts(record, 'location', path)];
  const beside = [...parts(record, 'organization', path), ...parts(record, 'organizations', path)];
  if (beside.length === 0)
    return isOrganization(record) ? [{ organization: { members: record, path }, services, locations }] : [];
  const isService = services.length === 0 && text(record['name']) !== null;
  const all = isService ? [{ members: record, path }] : services;
  const named = beside.filter(({ members }) => text(members['name']) !== null);
  return named.map((organization) => ({
    organization,
    services: [...belonging(all, organization, named, mend), ...nested(organization, ['services', 'service'])],
    locations: [...belonging(locations, organization, named, mend), ...nested(organization, ['locations', 'location'])],
  }));
}

/**
 * Locations, services, taxonomies and terms have names too. A bare record is an organization when it says something that only an
 * organization says, or holds services or locations of its own; a service or location that stands alone belongs to nobody we know.
 */
function isOrganization(record: Members): boolean {
  if (text(record['name']) === null) return false;
  if (['services', 'service', 'locations', 'location'].some((name) => name in record)) return true;
  return !OF_OTHERS.some((name) => name in record) && OF_ORGANIZATIONS.some((name) => name in record);
}

const OF_OTHERS = ['location_type', 'service_at_locations', 'organization_id', 'taxonomy', 'term_uri'];
const OF_ORGANIZATIONS =
  'website url email phones contacts legal_status tax_status tax_id year_incorporated parent_organization_id organization_identifiers programs funding fundings'.split(
    ' ',
  );

const nested = ({ members, path }: Part, names: readonly string[]): Part[] =>
  names.flatMap((name) => parts(members, name, path));

/** The objects under a member, a single object counting as a list of one. */
export function parts(members: Members, name: string, path: string): Part[] {
  const value = members[name];
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => (isMembers(one) ? [{ members: one, path: `${path}${name}[${at}].` }] : []));
  }
  return isMembers(value) ? [{ members: value, path: `${path}${name}.` }] : [];
}

function belonging(all: readonly Part[], organization: Part, among: readonly Part[], mend: Mend): Part[] {
  if (among.length === 1) return [...all];
  const idOf = ({ members }: Part): string | null => text(members['id']);
  return all.filter((part) => {
    const said = text(part.members['organization_id']);
    const owners = among.filter((one) => said !== null && idOf(one) === said);
    if (owners.length !== 1 && organization === among[0]) {
      mend(
        part.path.replace(/\.$/, ''),
        'does not say to which of the organizations beside it it belongs: give organization_id',
      );
    }
    return owners.length === 1 && owners[0] === organization;
  });
}

/** A service and the places it is said to be at. */
export interface Placed {
  service: Part;
  at: { place: Part; link: Part | null }[];
}

/**
 * Joins services to places by what the row says: `service_at_locations`, `locations` of the service, `location_id`, services inside a
 * location, or the location that a service's schedule names. Standing side by side in one organization is not said to be a place.
 */
export function placed({ services, locations }: Envelope): { services: Placed[]; alone: Part[] } {
  const byId = new Map<string, Part>();
  for (const location of locations) {
    const id = text(location.members['id']);
    if (id !== null) byId.set(id, location);
  }
  const used = new Set<Part>();
  const found = services.map((service): Placed => ({ service, at: placesOf(service, byId) }));
  for (const location of locations) {
    for (const service of nested(location, ['services', 'service'])) {
      found.push({ service, at: [{ place: location, link: null }] });
    }
  }
  for (const { at } of found) for (const { place } of at) used.add(place);
  return { services: found, alone: locations.filter((location) => !used.has(location)) };
}

function placesOf(service: Part, byId: ReadonlyMap<string, Part>): Placed['at'] {
  const found = new Map<Part, Part | null>();
  const add = (place: Part | undefined, link: Part | null): void => {
    if (place && !found.get(place)) found.set(place, link);
  };
  for (const link of parts(service.members, 'service_at_locations', service.path)) {
    const inside = parts(link.members, 'location', link.path)[0];
    add(known(inside, byId) ?? byId.get(text(link.members['location_id']) ?? ''), link);
  }
  for (const place of nested(service, ['locations', 'location'])) add(known(place, byId), null);
  const listed: unknown = service.members['location_ids'];
  const ids: unknown[] = [service.members['location_id'], ...(Array.isArray(listed) ? (listed as unknown[]) : [])];
  for (const schedule of objectsIn(service.members['schedules'])) ids.push(schedule['location_id']);
  for (const id of ids) add(byId.get(text(id) ?? ''), null);
  return [...found].map(([place, link]) => ({ place, link }));
}

/** A place that only points at one of the organization's locations is that location; one that describes itself stands for itself. */
function known(place: Part | undefined, byId: ReadonlyMap<string, Part>): Part | undefined {
  if (!place) return undefined;
  const describes = ['name', 'addresses', 'addresss', 'address', ...ADDRESS_MEMBERS].some((name) =>
    says(place.members[name]),
  );
  const pointed = byId.get(text(place.members['id']) ?? text(place.members['location_id']) ?? '');
  return pointed && !describes ? pointed : describes ? place : undefined;
}
