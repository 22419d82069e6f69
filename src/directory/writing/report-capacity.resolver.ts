import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import { DateTimeScalar, type RequestContext } from '../../platform/graphql/index.js';
import { ListingBook } from '../listing-book.js';
import { ReportCapacityResult } from '../listing-results.type.js';
import { ReportCapacity } from './report-capacity.js';

@Resolver()
export class ReportCapacityResolver {
  constructor(
    private readonly report: ReportCapacity,
    private readonly book: ListingBook,
  ) {}

  @Mutation(() => ReportCapacityResult, {
    description:
      'The word on places free, by who answers for the listing. Something must be said, and what is left out is not known any more. Without `validUntil` it counts for 3 hours at a shelter and for 24 elsewhere; 24 and 72 are the most. Forbidden alike for what is not known and what is somebody else’s.',
  })
  @Allow('AGENCY', 'ADMINISTRATOR')
  async reportCapacity(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('listingId', { type: () => ID }) listingId: string,
    @Args('placesFree', { type: () => Int, nullable: true }) placesFree: number | null,
    @Args('familyPlacesFree', { type: () => Int, nullable: true }) familyPlacesFree: number | null,
    @Args('waitlistOpen', { type: () => Boolean, nullable: true }) waitlistOpen: boolean | null,
    @Args('validUntil', { type: () => DateTimeScalar, nullable: true }) validUntil: string | null,
  ): Promise<typeof ReportCapacityResult> {
    const report = { listingId, placesFree, familyPlacesFree, waitlistOpen, validUntil };
    return this.book.listing({ actor, context }, await this.report.write(actor, report));
  }
}
