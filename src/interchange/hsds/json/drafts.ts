import type { AddressFact, PhoneFact } from '../../../directory/index.js';
import type { Categories } from '../categories.js';
import {
  noOwner,
  organizationDraft,
  placeDraft,
  serviceDraft,
  type OrganizationDraft,
  type Owner,
  type PlaceDraft,
  type Said,
  type ServiceDraft,
} from '../drafts.js';
import { weeklyRule } from '../hours.js';
import { parts, type Part } from './shape.js';
import { languagesListed } from '../languages.js';
import {
  ADDRESS_MEMBERS,
  addressOf,
  isMembers,
  isProblem,
  phoneOf,
  pointOf,
  says,
  text,
  type Members,
  type Mend,
} from '../values.js';

/** In JSON the row is the whole record, so a nested fact has no row of its own to settle. */
const said = <T>(fact: T): Said<T> => ({ fact, taken: () => undefined });

export function organizationPart({ members, path }: Part, mend: Mend): OrganizationDraft {
  const draft = organizationDraft(members, text(members['name']) ?? '', path, mend);
  return { ...draft, phones: phonesOf(members, path, mend) };
}

/** The service, or null with a note where it cannot be shown. */
export function servicePart({ members, path }: Part, categories: Categories, mend: Mend): ServiceDraft | null {
  const name = text(members['name']);
  if (name === null) {
    mend(`${path}name`, 'a service without a name is left out: give it one');
    return null;
  }
  const draft = serviceDraft(withoutPythonsNull(members), name, path, mend);
  const listed = listedLanguages(members, path, mend);
  // Its schedules may be for one place only: `linkPart` hangs them where they hold.
  const phones = phonesOf(members, path, mend);
  return { ...draft, phones, languages: listed, codes: categories.servicesOf(members) };
}

export function placePart({ members, path }: Part, mend: Mend): PlaceDraft {
  const draft = placeDraft(members, path, mend);
  const address = addressIn(members, path, mend);
  const inside = isMembers(members['coordinates']) ? members['coordinates'] : address?.members['coordinates'];
  if (Array.isArray(members['coordinates'])) {
    mend(`${path}coordinates`, 'a pair of numbers that does not say which is the latitude: use latitude and longitude');
  }
  const point =
    draft.point.latitude === null && isMembers(inside)
      ? pointOf(inside['latitude'], inside['longitude'], `${path}coordinates`, mend)
      : draft.point;
  return { ...draft, ...details(members, path, mend), point, address: address ? said(address.fact) : null };
}

/** What is said of the service at this place: the pair's own, and the service's schedules that name no other place. */
export function linkPart(service: Part, place: Part | null, link: Part | null, mend: Mend): Owner {
  const own = link ? details(link.members, link.path, mend) : noOwner();
  const placeId = place ? text(place.members['id']) : null;
  const elsewhere = (schedule: Members): boolean => {
    const at = text(schedule['location_id']);
    return at !== null && placeId !== null && at !== placeId;
  };
  const ofService = schedulesOf(service.members, service.path, mend, elsewhere);
  const schedules = own.schedules.length > 0 ? own.schedules : ofService.schedules;
  return { ...own, schedules, hoursInWords: [...own.hoursInWords, ...ofService.hoursInWords] };
}

/** A bare `None` in JSON is how Python writes null into a string; it would otherwise be read as "no fee". */
const withoutPythonsNull = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== 'None'));

function details(members: Members, path: string, mend: Mend): Owner {
  return {
    phones: phonesOf(members, path, mend),
    languages: listedLanguages(members, path, mend),
    ...schedulesOf(members, path, mend),
  };
}

function listedLanguages(members: Members, path: string, mend: Mend): Said<string[]>[] {
  const languages = languagesListed(members['languages'], `${path}languages`, mend);
  return languages.length > 0 ? [said(languages)] : [];
}

function phonesOf(members: Members, path: string, mend: Mend): Said<PhoneFact>[] {
  const all = [...parts(members, 'phones', path), ...parts(members, 'phone', path)];
  return all.flatMap((part) => {
    const phone = phoneOf(part.members, languagesListed(part.members['languages'], `${part.path}languages`, mend));
    if (phone === 'FAX') {
      mend(part.path + 'number', 'a fax number is left out: nobody can be reached on it');
      return [];
    }
    if (!isProblem(phone)) return [said(phone)];
    if (says(part.members['number'])) mend(part.path + phone.field, phone.reason);
    return [];
  });
}

type Hours = Pick<Owner, 'schedules' | 'hoursInWords'>;

function schedulesOf(members: Members, path: string, mend: Mend, skip = (_: Members): boolean => false): Hours {
  const hours: Hours = { schedules: [], hoursInWords: [] };
  const all = [...parts(members, 'schedules', path), ...parts(members, 'schedule', path)];
  for (const schedule of all.filter((part) => !skip(part.members))) {
    const rule = weeklyRule(schedule.members);
    if (!isProblem(rule)) {
      hours.schedules.push(said(rule));
      continue;
    }
    mend(schedule.path + (rule.field ?? ''), `these hours are left out: ${rule.reason}`);
    const words = text(schedule.members['description']);
    if (words !== null) hours.hoursInWords.push(words);
  }
  return hours;
}

/** The first physical address. `addresss` is what a widely used scraper writes; `address` and members of the location itself occur too. */
function addressIn(members: Members, path: string, mend: Mend): { fact: AddressFact; members: Members } | null {
  const all = ['addresses', 'addresss', 'address'].flatMap((name) => parts(members, name, path));
  if (ADDRESS_MEMBERS.some((name) => says(members[name]))) all.push({ members, path });
  const physical = all.filter(
    (part) => (text(part.members['address_type']) ?? 'physical').toLowerCase() === 'physical',
  );
  const [first, second] = physical;
  if (first && second && second.members !== members && differs(first.members, second.members)) {
    mend(second.path.replace(/\.$/, ''), 'a second address is left out: a listing has one');
  }
  return first ? { fact: addressOf(first.members, first.path, mend), members: first.members } : null;
}

const differs = (one: Members, other: Members): boolean => text(one['address_1']) !== text(other['address_1']);
