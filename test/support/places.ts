import { saveImported, type ImportedListing } from '../../src/directory/index.js';
import type { TestApp } from './app.js';
import { factsOf, type TestListing } from './network.js';

interface PlaceToPut extends TestListing, Pick<ImportedListing, 'status' | 'lastConfirmedAt'> {}

/**
 * Puts more places into the directory, as an import from elsewhere would; the same key again brings the place up to date, or takes it out of the
 * directory (`status: 'RETIRED'`). Confirmed now, unless `lastConfirmedAt` says otherwise.
 */
export async function putPlaces<K extends string>(
  { database, clock, network }: Pick<TestApp, 'database' | 'clock' | 'network'>,
  places: Record<K, PlaceToPut>,
): Promise<Record<K, string>> {
  const now = clock.now();
  const listings = Object.entries<PlaceToPut>(places).map(([key, place]) => ({
    sourceIdentity: `place:${key}`,
    organizationIdentity: `test:${place.organization}`,
    facts: factsOf(place, network.areas, now),
    status: place.status ?? 'PUBLISHED',
    lastConfirmedAt: place.lastConfirmedAt === undefined ? now : place.lastConfirmedAt,
    capacity:
      place.placesFree === undefined
        ? null
        : {
            placesFree: place.placesFree,
            familyPlacesFree: place.familyPlacesFree ?? null,
            waitlistOpen: null,
            saidAt: now,
            saidBy: 'ORGANIZATION' as const,
            validUntil: new Date(clock.millis() + 3 * 3_600_000).toISOString(),
          },
  }));
  const report = await database.write((tx) => saveImported(tx, { organizations: [], listings }, now));
  return Object.fromEntries(
    Object.keys(places).map((key) => [key, report.listingIds.get(`place:${key}`) ?? '']),
  ) as Record<K, string>;
}
