import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, PageInfo } from '../platform/graphql/index.js';
import { Listing } from './listing.type.js';

@ObjectType({ description: 'How many of the matches have one service, attribute or language.' })
export class Facet {
  @Field(() => String, { description: '`service`, `attribute` or `language`.' })
  kind!: string;

  @Field(() => String, { description: 'Code of the service or attribute (answered YES), or the BCP 47 tag.' })
  code!: string;

  @Field(() => Int, { description: 'How many listings among all matches, not only on this page.' })
  count!: number;
}

@ObjectType({
  description:
    'Why it is here, so that a worker can say it aloud. Codes are attribute codes or `hours` `age` `children` `languages` `capacity` `distance`.',
})
export class Fit {
  @Field(() => Float, { description: '0 to 1; equal needs and equal listings give equal scores.' })
  score!: number;

  @Field(() => [String], { description: 'What was asked for and is so.' })
  met!: string[];

  @Field(() => [String], { description: 'What must be so and depends: call first.' })
  depends!: string[];

  @Field(() => [String], { description: 'What must be so and nobody said: call first.' })
  unknown!: string[];

  @Field(() => [String], { description: 'What would be good and is not known to be so.' })
  missedNiceToHave!: string[];
}

@ObjectType({ description: 'A listing that a search found, and why.' })
export class FoundListing {
  @Field(() => Listing, { description: 'The listing, as this reader may see it.' })
  listing!: Listing;

  @Field(() => Float, {
    nullable: true,
    description:
      'Kilometres from `near`: to the door where the door may be known, else to the area’s own fixed centre; null without `near`, or where neither is known.',
  })
  distanceKm!: number | null;

  @Field(() => Fit, { description: 'How well it fits, and by what.' })
  fit!: Fit;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it is open next, counted from the time that was asked about; null where its hours are not known.',
  })
  opensAt!: string | null;
}

@ObjectType({ description: 'One found listing and its place in the ranking.' })
export class FoundListingEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => FoundListing, { description: 'The found listing.' })
  node!: FoundListing;
}

@ObjectType({ description: 'A page of found listings, best first.' })
export class FoundListingConnection {
  @Field(() => [FoundListingEdge], { description: 'The found listings of this page.' })
  edges!: FoundListingEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

/** `callFirst` takes arguments and is added by a resolver. */
@ObjectType({ description: 'What a search found: what is known to fit, and beside it what to call first.' })
export class ListingSearch {
  @Field(() => FoundListingConnection, {
    description: 'All that must be so is known to be so. A known NO is neither here nor in `callFirst`.',
  })
  matches!: FoundListingConnection;

  @Field(() => [Facet], {
    description: 'How many matches each service, attribute and language has, under the same conditions.',
  })
  facets!: Facet[];
}
