import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfirmListing } from './writing/confirm-listing.js';
import { CreateListing } from './writing/create-listing.js';
import { DecideListingChange } from './writing/decide-listing-change.js';
import { DirectoryLoaders } from './directory-loaders.js';
import { DirectoryResolver } from './directory.resolver.js';
import { FindAreas } from './find-areas.js';
import { FindListingsResolver } from './find-listings.resolver.js';
import { ListingBook } from './listing-book.js';
import {
  ListingFieldsResolver,
  OrganizationListingsResolver,
  StaffOrganizationResolver,
} from './listing-fields.resolver.js';
import { ListingPages } from './listing-pages.js';
import { ListingUpdates } from './writing/listing-updates.js';
import { ListingWritingResolver } from './writing/listing-writing.resolver.js';
import { OrganizationBook } from './organization-book.js';
import { ReportCapacity } from './writing/report-capacity.js';
import { ReportCapacityResolver } from './writing/report-capacity.resolver.js';
import { FindListings, ListingIndex } from './search/index.js';
import { UpdateListing } from './writing/update-listing.js';

/** DoorKeeper and AvoidBook (ports.ts) are answered by features above; without them the application does not start. */
@Global()
@Module({
  providers: [
    DirectoryLoaders,
    ListingBook,
    OrganizationBook,
    ListingPages,
    ListingIndex,
    FindListings,
    FindAreas,
    CreateListing,
    UpdateListing,
    ConfirmListing,
    DecideListingChange,
    ListingUpdates,
    ReportCapacity,
    DirectoryResolver,
    FindListingsResolver,
    ListingFieldsResolver,
    OrganizationListingsResolver,
    StaffOrganizationResolver,
    ListingWritingResolver,
    ReportCapacityResolver,
  ],
  exports: [ListingBook, OrganizationBook, FindListings, ListingIndex],
})
export class DirectoryModule implements OnApplicationBootstrap {
  constructor(private readonly index: ListingIndex) {}

  /** Ready means ready: the first search after a start must not wait for thousands of listings to be read. */
  async onApplicationBootstrap(): Promise<void> {
    await this.index.current();
  }
}
