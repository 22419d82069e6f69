import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../identity/index.js';
import { presentAnswer, presentKeys } from './present-release.js';
import { CUBE, RELEASE_ID } from './release-arguments.js';
import { DimensionChoice } from './release.input.js';
import { ReleasePercentile, ReleaseRate, ReleaseTrendCell } from './release-derived.type.js';
import { StatCell } from './release.type.js';
import { ReadDerived } from './releases/read-derived.js';

/** What follows from sealed numbers by arithmetic alone. */
@Resolver()
export class ReleaseDerivedResolver {
  constructor(private readonly derived: ReadDerived) {}

  @Query(() => [ReleaseRate], {
    description:
      'The share of women with some values of one dimension, for each combination of the others; from sealed numbers alone.',
  })
  @Allow('SIGNED_IN')
  async releaseRates(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('cube', CUBE) cube: string,
    @Args('of', { type: () => DimensionChoice, description: 'Which values of which dimension.' }) of: DimensionChoice,
  ): Promise<ReleaseRate[]> {
    const rates = await this.derived.rates(releaseId, cube, of.dimension, of.values);
    return rates.map(({ keys, answer }) =>
      Object.assign(new ReleaseRate(), { keys: presentKeys(keys), percent: presentAnswer(answer) }),
    );
  }

  @Query(() => [StatCell], {
    description:
      'Women referred for PMTCT, and how many of them attended and received it: each step with all that come after it, from a table of furthest steps.',
  })
  @Allow('SIGNED_IN')
  async releaseCascade(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('cube', CUBE) cube: string,
  ): Promise<StatCell[]> {
    const cells = await this.derived.cascade(releaseId, cube);
    return cells.map(({ keys, answer }) =>
      Object.assign(new StatCell(), { keys: presentKeys(keys), women: presentAnswer(answer) }),
    );
  }

  @Query(() => [ReleasePercentile], {
    description: 'Within how many days so many percent had their outcome, as a band, from a table of time bands.',
  })
  @Allow('SIGNED_IN')
  async releasePercentiles(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('cube', CUBE) cube: string,
    @Args('percent', { type: () => Int, nullable: true, defaultValue: 50, description: '1 to 99; 50 is the middle.' })
    percent: number | null,
  ): Promise<ReleasePercentile[]> {
    const found = await this.derived.percentiles(releaseId, cube, percent ?? 50);
    return found.map(({ keys, band }) => Object.assign(new ReleasePercentile(), { keys: presentKeys(keys), band }));
  }

  @Query(() => [ReleaseTrendCell], {
    description: 'The cells that two releases have in common, and whether they differ by more than noise.',
  })
  @Allow('SIGNED_IN')
  async releaseTrend(
    @Args('beforeId', RELEASE_ID) beforeId: string,
    @Args('afterId', RELEASE_ID) afterId: string,
    @Args('cube', CUBE) cube: string,
  ): Promise<ReleaseTrendCell[]> {
    const cells = await this.derived.trend(beforeId, afterId, cube);
    return cells.map(({ keys, before, after, change }) =>
      Object.assign(new ReleaseTrendCell(), {
        ...{ keys: presentKeys(keys), before: presentAnswer(before), after: presentAnswer(after), change },
      }),
    );
  }
}
