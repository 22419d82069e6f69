import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs/index.js';
import { ConfirmListing } from './writing/confirm-listing.js';
import { CreateListing } from './writing/create-listing.js';
import { DecideListingChange } from './writing/decide-listing-change.js';
import { DirectoryLoaders } from './directory-loaders.js';
import { DirectoryResolver } from './directory.resolver.js';
import { FindAreas } from './find-areas.js';
import { FindListingsResolver } from './find-listings.resolver.js';
import { ForHer } from './for-her.js';
import { HearRefusal } from './learning/hear-refusal.js';
import { OpenChecks } from './learning/open-checks.js';
import { ResolveVerification } from './learning/resolve-verification.js';
import { ForgetRefused } from './learning/forget-refused.js';
import { UnsayRefusal } from './learning/unsay-refusal.js';
import { VerificationBook } from './learning/verification-book.js';
import { VerificationResolver } from './learning/verification.resolver.js';
import { CountPlaces } from './indicators/count-places.js';
import { PlaceIndicatorsResolver } from './indicators/place-indicators.resolver.js';
import { ListingBook } from './listing-book.js';
import {
  ExperienceResolver,
  ListingFieldsResolver,
  OrganizationListingsResolver,
  StaffOrganizationResolver,
} from './listing-fields.resolver.js';
import { ListingPages } from './listing-pages.js';
import { ListingUpdates } from './writing/listing-updates.js';
import { ListingWritingResolver } from './writing/listing-writing.resolver.js';
import { OrganizationBook } from './organization-book.js';
import { ListOrganizations } from './organizations/list-organizations.js';
import { OrganizationResolver } from './organizations/organization.resolver.js';
import { WriteOrganization } from './organizations/write-organization.js';
import { ReportCapacity } from './writing/report-capacity.js';
import { ReportCapacityResolver } from './writing/report-capacity.resolver.js';
import { ChangeLists } from './reviewing/change-lists.js';
import { ListingChangeResolver } from './reviewing/listing-change.resolver.js';
import { OwnChanges } from './reviewing/own-changes.js';
import { ListingChangePresenter } from './reviewing/present-changes.js';
import { FindListings, ListingIndex } from './search/index.js';
import { NeedAgainstPlaces } from './unmet/need-against-places.js';
import { UNMET_NEED } from './unmet/unmet-need-rules.js';
import { UnmetNeedResolver } from './unmet/unmet-need.resolver.js';
import { UnmetNeeds } from './unmet/unmet-needs.js';
import { UpdateListing } from './writing/update-listing.js';

/** DoorKeeper and AvoidBook (ports.ts) are answered by features above; without them the application does not start. */
@Global()
@Module({
  providers: [
    DirectoryLoaders,
    ListingBook,
    OrganizationBook,
    ListOrganizations,
    WriteOrganization,
    OrganizationResolver,
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
    HearRefusal,
    UnsayRefusal,
    ForgetRefused,
    OpenChecks,
    ResolveVerification,
    VerificationBook,
    DirectoryResolver,
    FindListingsResolver,
    ListingFieldsResolver,
    ExperienceResolver,
    OrganizationListingsResolver,
    StaffOrganizationResolver,
    ListingWritingResolver,
    ReportCapacityResolver,
    VerificationResolver,
    ForHer,
    ChangeLists,
    ListingChangePresenter,
    OwnChanges,
    ListingChangeResolver,
    UnmetNeeds,
    NeedAgainstPlaces,
    UnmetNeedResolver,
    CountPlaces,
    PlaceIndicatorsResolver,
  ],
  exports: [
    ListingBook,
    OrganizationBook,
    FindListings,
    ListingIndex,
    HearRefusal,
    UnsayRefusal,
    ForgetRefused,
    OpenChecks,
    ResolveVerification,
    UnmetNeeds,
  ],
})
export class DirectoryModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly checks: OpenChecks,
    private readonly unmet: UnmetNeeds,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'open-checks', everySeconds: 300, run: () => this.checks.run() });
    const everySeconds = UNMET_NEED.writtenEveryMinutes * 60;
    this.jobs.register({ name: 'unmet-need', everySeconds, run: () => this.unmet.run() });
  }
}
