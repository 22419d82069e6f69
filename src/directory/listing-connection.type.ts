import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../platform/graphql/index.js';
import { Listing } from './listing.type.js';

@ObjectType({ description: 'One listing and its place in the list.' })
export class ListingEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Listing, { description: 'The listing.' })
  node!: Listing;
}

@ObjectType({ description: 'A page of listings.' })
export class ListingConnection {
  @Field(() => [ListingEdge], { description: 'The listings of this page.' })
  edges!: ListingEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
