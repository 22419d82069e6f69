import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, PageInfo, Problem } from '../../platform/graphql/index.js';
import { Organization } from '../organization.type.js';

@ObjectType({ description: 'One organization and its place in the list.' })
export class OrganizationEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Organization, { description: 'The organization.' })
  node!: Organization;
}

@ObjectType({ description: 'A page of organizations, by name.' })
export class OrganizationConnection {
  @Field(() => [OrganizationEdge], { description: 'The organizations of this page.' })
  edges!: OrganizationEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

@ObjectType({ description: 'Somebody changed it meanwhile; nothing was written.', implements: () => [Problem] })
export class StaleOrganization extends Problem {
  @Field(() => Organization, { description: 'As it stands now.' })
  current!: Organization;
}

export const WriteOrganizationResult = createUnionType({
  name: 'WriteOrganizationResult',
  description: 'The organization as it stands now, or why it was not written.',
  types: () => [Organization, StaleOrganization, InvalidInput, Forbidden] as const,
});
