import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../identity/index.js';
import { NotAvailableYet } from '../platform/graphql/index.js';
import { DimensionChoice } from './release.input.js';
import { Release, SealReleaseResult, StatCell } from './release.type.js';

/** Figures that cannot point at one woman. The operations stand in the contract; until their rules are built they say so. */
@Resolver()
export class ReleaseResolver {
  @Query(() => [Release], {
    description: 'Every period that was sealed, newest first. None can be sealed yet, so there are none.',
  })
  @Allow('SIGNED_IN')
  releases(): Release[] {
    return [];
  }

  @Query(() => [StatCell], {
    description:
      'Cells of one sealed table, the same for every reader and for ever. Not available yet: the error NOT_AVAILABLE_YET.',
  })
  @Allow('SIGNED_IN')
  statistics(
    @Args('releaseId', { type: () => ID, description: 'One of `releases`.' }) _releaseId: string,
    @Args('cube', { description: 'One of its tables.' }) _cube: string,
    @Args('where', {
      type: () => [DimensionChoice],
      nullable: true,
      description: 'Only these cells; all of the table without it.',
    })
    _where: DimensionChoice[] | null,
  ): StatCell[] {
    throw new NotAvailableYet('Reading sealed figures');
  }

  @Mutation(() => SealReleaseResult, {
    description: 'Administrators seal a closed period, once. Not available yet: the error NOT_AVAILABLE_YET.',
  })
  @Allow('ADMINISTRATOR')
  sealRelease(
    @Args('period', { description: 'A quarter, half-year or year, e.g. `2026-Q1`.' }) _period: string,
  ): typeof SealReleaseResult {
    throw new NotAvailableYet('Sealing a period');
  }
}
