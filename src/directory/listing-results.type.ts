import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, Problem } from '../platform/graphql/index.js';
import { Listing } from './listing.type.js';

@ObjectType({ description: 'The change is taken: what may go live is live, the rest waits for review.' })
export class ListingUpdated {
  @Field(() => Listing, { description: 'The listing as it stands now; what waits is not in it yet.' })
  listing!: Listing;

  @Field(() => [String], { description: 'What waits for review, by field.' })
  inReview!: string[];
}

@ObjectType({
  description:
    'Somebody changed it meanwhile; nothing was written. Look at `current` and send the change again with its version.',
  implements: () => [Problem],
})
export class StaleListing extends Problem {
  @Field(() => Listing, { description: 'The listing as it stands now.' })
  current!: Listing;
}

export const UpdateListingResult = createUnionType({
  name: 'UpdateListingResult',
  description: 'What came of writing, confirming or deciding about a listing.',
  types: () => [ListingUpdated, StaleListing, InvalidInput, Forbidden] as const,
});

export const ReportCapacityResult = createUnionType({
  name: 'ReportCapacityResult',
  description: 'The listing with the new word on places free, or why it was not taken.',
  types: () => [Listing, InvalidInput, Forbidden] as const,
});
