import type { Categories } from '../categories.js';
import { composeListing } from '../compose-listing.js';
import { noOwner, whyClosed, type OrganizationDraft, type Owner, type ServiceDraft } from '../drafts.js';
import { normalised } from '../identity.js';
import { linkPart, organizationPart, placePart, servicePart } from './drafts.js';
import { envelopesIn, parts, placed, type Envelope, type Part } from './shape.js';
import type { SourceRow } from '../ledger.js';
import type { ImportedListing, ImportedOrganization } from '../source-records.js';
import { firstText, text, type Mend } from '../values.js';

/** Words that tell one thing from another within a source: an id where ids are trusted, and the content. */
export interface Marks {
  id: string | null;
  words: string[];
}

export interface FoundListing {
  marks: Marks;
  listing: Omit<ImportedListing, 'identity' | 'organizationIdentity'>;
}

/** An organization as one row tells it, before it is known which other rows tell of the same one. */
export interface Found {
  row: SourceRow;
  /** The day of scraping; empty where the source has no days. */
  day: string;
  marks: Marks;
  /** The town of its first known address: two churches of one name in two towns are two organizations. Empty where none is known. */
  locality: string;
  organization: Omit<ImportedOrganization, 'identity'>;
  listings: FoundListing[];
}

/** What one JSON record tells. A record of which nothing can be taken is quarantined; parts of it that cannot be are noted. */
export function readRecord(record: unknown, row: SourceRow, day: string, categories: Categories): Found[] {
  const mend = onceEach(row);
  const envelopes = envelopesIn(record, mend);
  const only = envelopes[0]?.services[0];
  if (envelopes.length === 1 && only?.path === '') {
    const closed = whyClosed(only.members['status']);
    if (closed !== null) row.quarantine('status', closed);
  }
  if (envelopes.length === 0) {
    row.quarantine(
      'name',
      'no organization with a name: HSDS has it in the record itself, in organization, or (scrapers) in organizations',
    );
  }
  if (row.isQuarantined) return [];
  return envelopes.map((envelope) => found(envelope, row, day, categories, mend));
}

function found(envelope: Envelope, row: SourceRow, day: string, categories: Categories, mend: Mend): Found {
  const { organization: part } = envelope;
  const draft = organizationPart(part, mend);
  const { services, alone } = placed(envelope);
  const tell = teller(draft, row);
  const listings: FoundListing[] = [];
  for (const { service, at } of services) {
    const told = serviceOf(service, categories, mend);
    if (told === null) continue;
    if (at.length === 0) listings.push(tell(service, told, null, linkPart(service, null, null, mend), mend));
    for (const { place, link } of at) {
      listings.push(tell(service, told, place, linkPart(service, place, link, mend), mend));
    }
  }
  for (const place of alone) listings.push(tell(null, null, place, noOwner(), mend));
  noteUnplacedAddresses(part, mend);
  const { name, description, website } = draft;
  return {
    row,
    day,
    marks: { id: text(part.members['id']), words: [normalised(name)] },
    locality: localityOf(envelope),
    organization: { name, description, website, ref: row.ref },
    listings,
  };
}

function serviceOf(service: Part, categories: Categories, mend: Mend): ServiceDraft | null {
  const closed = whyClosed(service.members['status']);
  if (closed === null) return servicePart(service, categories, mend);
  mend(`${service.path}status`, `left out: ${closed}`);
  return null;
}

/** A listing's content marks are its service's name, its place's name and its address: what a person would tell it apart by. */
const teller =
  (organization: OrganizationDraft, row: SourceRow) =>
  (service: Part | null, told: ServiceDraft | null, place: Part | null, link: Owner, mend: Mend): FoundListing => {
    const draft = place ? placePart(place, mend) : null;
    const facts = composeListing(organization, told, draft, link);
    const { line, city, postalCode } = facts.address;
    const ids = [service, place].map((part) => (part ? text(part.members['id']) : ''));
    return {
      marks: {
        id: ids.every((id) => id !== null) ? ids.join('/') : null,
        words: [told?.name ?? '', draft?.name ?? '', line ?? '', city ?? '', postalCode ?? ''].map(normalised),
      },
      listing: { facts, lastAssuredAt: told?.lastAssuredAt ?? null, ref: row.ref },
    };
  };

const ADDRESSES = ['addresses', 'addresss', 'address'];

/** HSDS gives addresses to locations. Whether an organization's address is where its services are is not said. */
function noteUnplacedAddresses({ members, path }: Part, mend: Mend): void {
  if (text(members['location_type']) !== null) return;
  const first = ADDRESSES.flatMap((name) => parts(members, name, path))[0];
  if (first) {
    mend(
      first.path.replace(/\.$/, ''),
      'an address of the organization is not said to be the place of a service: give it a location',
    );
  }
}

function localityOf({ organization, services, locations }: Envelope): string {
  const inServices = services.flatMap(({ members, path }) => [
    ...parts(members, 'locations', path),
    ...parts(members, 'service_at_locations', path).flatMap((link) => parts(link.members, 'location', link.path)),
  ]);
  const holders = [...locations, ...inServices, organization];
  const addresses = holders.flatMap((part) => [
    ...ADDRESSES.flatMap((name) => parts(part.members, name, part.path)),
    part,
  ]);
  const town = addresses.find(({ members }) => text(members['city']) !== null)?.members;
  return town ? `${normalised(text(town['city']))}, ${normalised(firstText(town, 'state_province', 'region'))}` : '';
}

/** A service at three places would say three times what is wrong with it. */
function onceEach(row: SourceRow): Mend {
  const known = new Set<string>();
  return (field, reason) => {
    const key = `${field}\n${reason}`;
    if (!known.has(key)) row.mend(field, reason);
    known.add(key);
  };
}
