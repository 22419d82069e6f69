import type { Ledger } from './ledger.js';
import type { ImportedListing } from './source-records.js';

/** From how many organizations on, one exact point without any street is taken for a geocoder's "somewhere in this city". */
const TOO_MANY = 5;

/**
 * A geocoder that is given no street answers with the middle of the city; in HAARRRvest 138 organizations stand on one spot before New York's
 * City Hall. A woman would be sent there. So a point that many organizations share, none of which names a street, is no point.
 */
export function withoutStandInPoints(listings: readonly ImportedListing[], ledger: Ledger): ImportedListing[] {
  const organizations = new Map<string, Set<string>>();
  for (const listing of listings) {
    const key = bareSpot(listing);
    if (key === null) continue;
    organizations.set(key, (organizations.get(key) ?? new Set()).add(listing.organizationIdentity));
  }
  return listings.map((listing) => {
    const key = bareSpot(listing);
    const many = key === null ? 0 : (organizations.get(key)?.size ?? 0);
    if (many < TOO_MANY) return listing;
    const reason = `${many} organizations without a street share this exact point: it stands for a city, not for a place; give a street`;
    ledger.mended.push({ ref: listing.ref, field: 'latitude', reason });
    const address = { ...listing.facts.address, latitude: null, longitude: null };
    return { ...listing, facts: { ...listing.facts, address } };
  });
}

/** The point of a listing that has one and no street. */
function bareSpot({ facts: { address } }: ImportedListing): string | null {
  return address.line === null && address.latitude !== null ? `${address.latitude},${address.longitude}` : null;
}
