import type { AddressFact, PhoneFact, ScheduleFact } from '../../directory/index.js';
import { languagesNamed } from './languages.js';
import {
  firstText,
  meansFree,
  objectsIn,
  pointOf,
  text,
  webAddress,
  wholeNumber,
  type Members,
  type Mend,
} from './values.js';

/** A fact and the row that said it, so that a row counts as imported only when a listing has taken something from it. */
export interface Said<T> {
  fact: T;
  taken: () => void;
}

/** What can hang on an organization, a service, a place, or a service at a place. */
export interface Owner {
  phones: Said<PhoneFact>[];
  schedules: Said<ScheduleFact>[];
  languages: Said<string[]>[];
  /** What schedules that could not be kept say in words. */
  hoursInWords: string[];
}

export interface OrganizationDraft extends Owner {
  name: string;
  description: string | null;
  website: string | null;
}

export interface ServiceDraft extends Owner {
  name: string;
  description: string | null;
  codes: string[];
  cost: string | null;
  free: boolean;
  method: string | null;
  minimumAge: number | null;
  maximumAge: number | null;
  website: string | null;
  lastAssuredAt: string | null;
}

export interface PlaceDraft extends Owner {
  name: string | null;
  description: string | null;
  point: Pick<AddressFact, 'latitude' | 'longitude'>;
  address: Said<AddressFact> | null;
}

export const noOwner = (): Owner => ({ phones: [], schedules: [], languages: [], hoursInWords: [] });

export function organizationDraft(members: Members, name: string, path: string, mend: Mend): OrganizationDraft {
  const field = text(members['website']) === null ? 'url' : 'website';
  return {
    ...noOwner(),
    name,
    description: text(members['description']),
    website: webAddress(members[field], path + field, mend),
  };
}

/** The members that CSV and JSON services share; phones, schedules and JSON's language lists are hung on by the reader. */
export function serviceDraft(members: Members, name: string, path: string, mend: Mend): ServiceDraft {
  const fees = firstText(members, 'fees_description', 'fees');
  const site = text(members['url']) === null ? 'website' : 'url';
  const languages = languagesOf(members, path, mend);
  return {
    ...noOwner(),
    languages,
    name,
    description: describe(members),
    codes: [],
    cost: [fees, costOptions(members)].filter((words) => words !== null).join('; ') || null,
    free: meansFree(fees),
    method: text(members['application_process']),
    minimumAge: wholeNumber(members['minimum_age'], `${path}minimum_age`, mend),
    maximumAge: wholeNumber(members['maximum_age'], `${path}maximum_age`, mend),
    website: webAddress(members[site], path + site, mend),
    lastAssuredAt: assuredAt(members['assured_date'], `${path}assured_date`, mend),
  };
}

export function placeDraft(members: Members, path: string, mend: Mend): PlaceDraft {
  return {
    ...noOwner(),
    languages: languagesOf(members, path, mend),
    name: text(members['name']),
    description: text(members['description']),
    point: pointOf(members['latitude'], members['longitude'], `${path}latitude`, mend),
    address: null,
  };
}

function languagesOf(members: Members, path: string, mend: Mend): Said<string[]>[] {
  const tags = languagesNamed(members['languages'], `${path}languages`, mend);
  return tags.length > 0 ? [{ fact: tags, taken: () => undefined }] : [];
}

/** The source's own words, each under its own heading: conditions belong where a worker reads before she calls. */
function describe(members: Members): string | null {
  const documents = objectsIn(members['required_documents']).map(({ document }) => text(document));
  const headed: [string, string | null][] = [
    ['Note', text(members['alert'])],
    ['For whom', text(members['audience'])],
    ['Eligibility', firstText(members, 'eligibility_description', 'eligibility')],
    ['Waiting time', text(members['wait_time'])],
    ['Documents', text(members['required_documents']) ?? (documents.filter((one) => one !== null).join(', ') || null)],
    ['Interpreting', text(members['interpretation_services'])],
  ];
  const paragraphs = headed.filter(([, words]) => words !== null).map(([heading, words]) => `${heading}: ${words}`);
  return [text(members['description']), ...paragraphs].filter((words) => words !== null).join('\n\n') || null;
}

function costOptions(members: Members): string | null {
  const options = objectsIn(members['cost_options']).map((one) =>
    [one['option'], one['amount'], one['currency'], one['amount_description']]
      .map(text)
      .filter((word) => word !== null)
      .join(' '),
  );
  return options.filter((option) => option !== '').join('; ') || null;
}

function assuredAt(value: unknown, field: string, mend: Mend): string | null {
  const said = text(value);
  if (said === null) return null;
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(said) ? new Date(said) : null;
  if (at && !Number.isNaN(at.getTime())) return at.toISOString();
  mend(field, 'not a date: write it as 2026-09-14');
  return null;
}

/** Why a service with this status is not shown to anybody; null where it may be. A missing status says nothing against it. */
export function whyClosed(status: unknown): string | null {
  const said = text(status)?.toLowerCase() ?? 'active';
  if (said === 'active') return null;
  if (['inactive', 'defunct', 'temporarily closed'].includes(said)) return `the service is ${said} at the source`;
  return 'a status that HSDS does not have: use active, inactive, defunct or temporarily closed';
}
