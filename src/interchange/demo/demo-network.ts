import {
  AreaRow,
  saveImported,
  type AddressFact,
  type AttributeFact,
  type ImportedListing,
  type ListingFacts,
} from '../../directory/index.js';
import { Actor, Staff } from '../../identity/index.js';
import { instantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { Behaviour, DemoListing, DemoOrganization, DemoSeeds, DemoStaff } from './demo-seeds.js';

/** A published listing of the demo network, who answers for it, and how it treats those who are sent there. */
export interface Place {
  key: string;
  id: string;
  name: string;
  organizationId: string;
  services: readonly string[];
  areaId: string | null;
  behaviour: Behaviour;
  /** Those who answer for it here; none where its answers come by phone. */
  receivers: readonly Actor[];
}

export interface DemoNetwork {
  places: readonly Place[];
  organizationIds: ReadonlyMap<string, string>;
  /** The smallest areas: a woman keeps away from a quarter, not from the town that she lives in. */
  quarterIds: readonly string[];
  /** Everybody with an account, by e-mail. */
  staff: ReadonlyMap<string, Actor>;
}

export interface Moments {
  /** When the network begins: before anything that happens in it. */
  begins: number;
  /** What was confirmed three days ago was confirmed three days before this. */
  now: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The part that stands still: areas, organizations, listings with what is known of them, and the accounts of those who work there. */
export async function buildNetwork(
  tx: Transaction,
  seeds: DemoSeeds,
  passwordHashes: ReadonlyMap<string, string>,
  moments: Moments,
): Promise<DemoNetwork> {
  const begins = instantText(moments.begins);
  const areaIds = await addAreas(tx, seeds);
  const report = await saveImported(
    tx,
    {
      organizations: seeds.organizations.map(
        ({ key, name, neutralName, description, website, custodial }: DemoOrganization) => ({
          ...{ sourceIdentity: identityOf(key), name, neutralName, description, website, custodial },
        }),
      ),
      listings: seeds.listings.map((listing) => importedListing(listing, areaIds, moments.now)),
    },
    begins,
  );
  const organizationIds = withoutPrefix(report.organizationIds);
  const listingIds = withoutPrefix(report.listingIds);
  const staff = await addStaff(tx, seeds.staff, { organizationIds, listingIds, passwordHashes, begins });
  return {
    places: placesOf(seeds, { organizationIds, listingIds, areaIds, staff }),
    organizationIds,
    quarterIds: seeds.areas
      .filter(({ key }) => !seeds.areas.some(({ within }) => within === key))
      .map(({ key }) => found(areaIds, key)),
    staff,
  };
}

const PREFIX = 'demo:';
const identityOf = (key: string): string => `${PREFIX}${key}`;
const withoutPrefix = (ids: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...ids].map(([identity, id]) => [identity.slice(PREFIX.length), id]));

/** A key of the seeds that leads nowhere is a mistake in them: it stops the load. */
export function found<T>(things: ReadonlyMap<string, T>, key: string): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`the demo network has no ${key}`);
  return thing;
}

async function addAreas(tx: Transaction, { areas }: DemoSeeds): Promise<Map<string, string>> {
  const ids = new Map(areas.map(({ key }) => [key, newId()]));
  const parentsFirst = [
    ...areas.filter(({ within }) => within === null),
    ...areas.filter(({ within }) => within !== null),
  ];
  for (const { key, name, within, latitude, longitude } of parentsFirst)
    await tx.manager.insert(AreaRow, {
      ...{ id: found(ids, key), name, latitude, longitude },
      parentId: within === null ? null : found(ids, within),
    });
  return ids;
}

function importedListing(
  { key, organization, status, confirmedDaysAgo, capacity, facts }: DemoListing,
  areaIds: ReadonlyMap<string, string>,
  now: number,
): ImportedListing {
  const ago = (days: number | null): string | null => (days === null ? null : instantText(now - days * DAY));
  const { areaKey, ...address } = facts.address;
  const saidAt = now - (capacity?.saidHoursAgo ?? 0) * HOUR;
  return {
    sourceIdentity: identityOf(key),
    organizationIdentity: identityOf(organization),
    status,
    lastConfirmedAt: ago(confirmedDaysAgo),
    facts: {
      ...facts,
      attributes: facts.attributes.map(({ confirmedDaysAgo: days, ...said }): AttributeFact => ({
        ...said,
        confirmedAt: ago(days),
      })),
      address: { ...address, areaId: areaKey === null ? null : found(areaIds, areaKey) } satisfies AddressFact,
    } satisfies ListingFacts,
    capacity: capacity && {
      placesFree: capacity.placesFree,
      familyPlacesFree: capacity.familyPlacesFree,
      waitlistOpen: capacity.waitlistOpen,
      saidAt: instantText(saidAt),
      saidBy: 'ORGANIZATION',
      validUntil: instantText(saidAt + capacity.validForHours * HOUR),
    },
  };
}

interface Known {
  organizationIds: ReadonlyMap<string, string>;
  listingIds: ReadonlyMap<string, string>;
}

async function addStaff(
  tx: Transaction,
  members: readonly DemoStaff[],
  known: Known & { passwordHashes: ReadonlyMap<string, string>; begins: string },
): Promise<Map<string, Actor>> {
  const rows = members.map(({ email, displayName, organization, roles, answersFor }): Staff => ({
    ...{
      id: newId(),
      email,
      displayName,
      roles,
      active: true,
      secondFactor: false,
      version: 1,
      demoSince: known.begins,
    },
    organizationId: found(known.organizationIds, organization),
    answersFor: answersFor && answersFor.map((key) => found(known.listingIds, key)),
    passwordHash: found(known.passwordHashes, email),
    confirmedAt: known.begins,
    createdAt: known.begins,
  }));
  await tx.manager.insert(Staff, rows);
  return new Map(
    rows.map(({ email, id, organizationId, roles, answersFor }) => [
      email,
      new Actor(id, organizationId, roles, answersFor),
    ]),
  );
}

function placesOf(
  { listings, stories }: DemoSeeds,
  known: Known & { areaIds: ReadonlyMap<string, string>; staff: ReadonlyMap<string, Actor> },
): Place[] {
  const agencies = [...known.staff.values()].filter((actor) => actor.is('AGENCY'));
  const listed = new Map(listings.map((listing) => [listing.key, listing]));
  return stories.listings.map((behaviour) => {
    const { key, organization, facts } = found(listed, behaviour.listing);
    const [id, organizationId] = [found(known.listingIds, key), found(known.organizationIds, organization)];
    const { areaKey } = facts.address;
    return {
      ...{ key, id, name: facts.name, organizationId, services: facts.services, behaviour },
      areaId: areaKey === null ? null : found(known.areaIds, areaKey),
      receivers: agencies.filter((actor) => actor.worksAt(organizationId) && actor.answersForListing(id)),
    };
  });
}
