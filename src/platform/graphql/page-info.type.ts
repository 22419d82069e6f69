import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Where this page stands in its list.' })
export class PageInfo {
  /** Of a page with these edges, which may be none. */
  static of(edges: readonly { cursor: string }[], hasNextPage: boolean, hasPreviousPage: boolean): PageInfo {
    return Object.assign(new PageInfo(), {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
  }

  @Field(() => Boolean, { description: 'More follows after `endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'This page does not begin at the beginning.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first one here; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last one here, to be given as `after` for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}
