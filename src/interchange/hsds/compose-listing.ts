import type { AttributeFact, ListingFacts, PhoneFact, ScheduleFact } from '../../directory/index.js';
import type { OrganizationDraft, Owner, PlaceDraft, Said, ServiceDraft } from './drafts.js';
import { normalised } from './identity.js';
import { NO_ADDRESS } from './values.js';

/** One service at one place, told in our words. At least one of `service` and `place` is given; `link` is what is said of the pair. */
export function composeListing(
  organization: OrganizationDraft,
  service: ServiceDraft | null,
  place: PlaceDraft | null,
  link: Owner | null,
): ListingFacts {
  const owners = [link, service, place].filter((owner) => owner !== null);
  const languages = [...new Set(owners.flatMap((owner) => owner.languages).flatMap(take))];
  return {
    name: service?.name ?? place?.name ?? organization.name,
    description: description(organization, service, place, owners),
    services: service?.codes ?? [],
    attributes: service?.free ? [FREE] : [],
    languages: languages.length > 0 ? languages : null,
    schedules: hours(owners, place),
    phones: phones(owners, organization),
    address: place ? { ...(place.address ? take(place.address) : NO_ADDRESS), ...place.point } : NO_ADDRESS,
    howToRefer: { ...HOW_NOT_SAID, method: service?.method ?? null },
    cost: service?.cost ?? null,
    minimumAge: service?.minimumAge ?? null,
    maximumAge: service?.maximumAge ?? null,
    childrenMinimumAge: null,
    childrenMaximumAge: null,
    boysMaximumAge: null,
  };
}

const FREE: AttributeFact = {
  code: 'free',
  answer: 'YES',
  note: null,
  source: 'ORGANIZATION',
  confirmedAt: null,
};

const HOW_NOT_SAID = {
  method: null,
  nextStep: null,
  respondsWithinMinutes: null,
  feedbackWithinDays: null,
  nightPhone: null,
};

const take = <T>(said: Said<T>): T => {
  said.taken();
  return said.fact;
};

function description(
  organization: OrganizationDraft,
  service: ServiceDraft | null,
  place: PlaceDraft | null,
  owners: readonly Owner[],
): string | null {
  const inWords = [...new Set(owners.flatMap((owner) => owner.hoursInWords))];
  const website = service?.website && service.website !== organization.website ? service.website : null;
  const paragraphs = [
    service ? service.description : (place?.description ?? null),
    inWords.length > 0 ? `Hours in the source's words: ${inWords.join('; ')}` : null,
    website ? `Website: ${website}` : null,
  ];
  return paragraphs.filter((words) => words !== null).join('\n\n') || null;
}

/** The hours of the nearest owner that has any: the pair's, the service's, else the place's, and then it is said whose they are. */
function hours(owners: readonly Owner[], place: PlaceDraft | null): ScheduleFact[] {
  const nearest = owners.find((owner) => owner.schedules.some(({ fact }) => !fact.closed));
  const closures = owners.flatMap((owner) => owner.schedules.filter(({ fact }) => fact.closed));
  const borrowed = nearest !== undefined && nearest === place && owners.length > 1;
  const open = (nearest?.schedules ?? []).filter(({ fact }) => !fact.closed).map(take);
  const rules = open.map((rule) =>
    borrowed ? { ...rule, description: rule.description ?? 'Hours of the place' } : rule,
  );
  return distinct([...rules, ...closures.map(take)], (rule) => JSON.stringify(rule));
}

/** Every number of the pair, the service and the place; the organization's only where there is no nearer one. */
function phones(owners: readonly Owner[], organization: OrganizationDraft): PhoneFact[] {
  const near = owners.flatMap((owner) => owner.phones).map(take);
  const far = near.length > 0 ? [] : organization.phones.map(take);
  const found = [
    ...near,
    ...far.map((phone) => ({ ...phone, description: phone.description ?? "The organization's number" })),
  ];
  return distinct(found, ({ number, extension }) => `${number.replace(/\D/g, '')}x${normalised(extension)}`);
}

function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) if (!byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}
