import { PageInfo } from '../platform/graphql/index.js';
import type { Asking } from './directory-loaders.js';
import { FoundListing, FoundListingConnection, FoundListingEdge, Fit } from './found-listing.type.js';
import type { ListingBook } from './listing-book.js';
import { ListingConnection, ListingEdge } from './listing-connection.type.js';
import type { ListingPage } from './listing-pages.js';
import type { FoundPage } from './search/index.js';

/** One that was removed between the list and its reading is left out. */
export async function presentPage(book: ListingBook, asking: Asking, page: ListingPage): Promise<ListingConnection> {
  const listings = await book.listings(
    asking,
    page.places.map(({ id }) => id),
  );
  const edges = page.places.flatMap(({ cursor }, index) => {
    const node = listings[index];
    return node ? [Object.assign(new ListingEdge(), { cursor, node })] : [];
  });
  return Object.assign(new ListingConnection(), {
    edges,
    pageInfo: PageInfo.of(edges, page.hasNextPage, page.hasPreviousPage),
    totalCount: page.totalCount,
  });
}

/** What a search found is in memory already: presenting a page of it reads its organizations, areas and open doors, and no listing. */
export async function presentFound(
  book: ListingBook,
  asking: Asking,
  page: FoundPage,
): Promise<FoundListingConnection> {
  const listings = await book.present(
    asking,
    page.edges.map(({ found: { listing } }) => ({ ...listing, attributes: [...listing.attributes.values()] })),
  );
  const edges = page.edges.flatMap(({ cursor, found: { distanceKm, fit, opensAt } }, index) => {
    const listing = listings[index];
    if (!listing) return [];
    const node = Object.assign(new FoundListing(), {
      listing,
      distanceKm,
      fit: Object.assign(new Fit(), fit),
      opensAt,
    });
    return [Object.assign(new FoundListingEdge(), { cursor, node })];
  });
  return Object.assign(new FoundListingConnection(), {
    edges,
    pageInfo: PageInfo.of(edges, page.hasNextPage, page.hasPreviousPage),
    totalCount: page.totalCount,
  });
}
