import { Args, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, By, type Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { presentAnswer, presentKeys, presentTable, ReleasePresenter } from './present-release.js';
import { DimensionChoice } from './release.input.js';
import { ReleasePercentile, ReleaseProgress, ReleaseRate, ReleaseTrendCell } from './release-derived.type.js';
import { Release, ReleaseTable, SealReleaseResult, StatCell } from './release.type.js';
import { csvOf } from './releases/release-csv.js';
import { ReadDerived } from './releases/read-derived.js';
import { ReadStatistics } from './releases/read-statistics.js';
import { noteOfRelease } from './releases/release-notes.js';
import { ReleaseStore } from './releases/release-store.js';
import { SealRelease } from './releases/seal-release.js';
import { SealingProgress } from './releases/sealing-progress.js';

const RELEASE_ID = { type: () => ID, description: 'One of `releases`, or the name of its period.' };
const CUBE = { description: 'One of its tables.' };
const LANGUAGE = {
  type: () => String,
  nullable: true,
  description: 'A BCP 47 tag; English where there is no wording in it.',
};

/** Figures that cannot point at one woman: sealed once, read by everybody who is signed in, the same for all. */
@Resolver(() => Release)
export class ReleaseResolver {
  constructor(
    private readonly database: Database,
    private readonly store: ReleaseStore,
    private readonly reading: ReadStatistics,
    private readonly derived: ReadDerived,
    private readonly presenter: ReleasePresenter,
    private readonly sealing: SealRelease,
    private readonly progress: SealingProgress,
  ) {}

  @Query(() => [Release], { description: 'Every period that was sealed, newest first.' })
  @Allow('SIGNED_IN')
  async releases(): Promise<Release[]> {
    return this.presenter.presentAll(await this.store.all(this.database));
  }

  @ResolveField(() => String, {
    description: 'What may and may not be read from these figures; goes wherever they go.',
  })
  note(@Args('language', LANGUAGE) language: string | null): string {
    return noteOfRelease(language ?? 'en');
  }

  @Query(() => [ReleaseTable], {
    description:
      'The tables of a release, as they were declared before any data was read, and what each of them counts.',
  })
  @Allow('SIGNED_IN')
  async releaseTables(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('language', LANGUAGE) language: string | null,
  ): Promise<ReleaseTable[]> {
    const release = await this.reading.release(releaseId);
    const cubes = await this.store.cubes(this.database, release);
    return cubes.map((cube) => presentTable(release, cube, language ?? 'en'));
  }

  @Query(() => [StatCell], {
    description:
      'Cells of one sealed table, in the order of its declaration: the same for every reader and for ever. It chooses and computes nothing; what was not declared, or not sealed yet, is NotPublished.',
  })
  @Allow('SIGNED_IN')
  async statistics(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('cube', CUBE) cube: string,
    @Args('where', {
      type: () => [DimensionChoice],
      nullable: true,
      description: 'Only these cells; all of the table without it.',
    })
    where: DimensionChoice[] | null,
  ): Promise<StatCell[]> {
    const cells = await this.reading.cells(releaseId, cube, where ?? []);
    return cells.map(({ keys, women }) =>
      Object.assign(new StatCell(), { keys: presentKeys(keys), women: presentAnswer(women) }),
    );
  }

  @Query(() => String, {
    description: 'The same cells as `statistics` gives without `where`, as CSV with the note in its last line.',
  })
  @Allow('SIGNED_IN')
  async statisticsCsv(
    @Args('releaseId', RELEASE_ID) releaseId: string,
    @Args('cube', CUBE) cube: string,
  ): Promise<string> {
    const table = await this.reading.table(await this.reading.release(releaseId), cube);
    const cells = table?.cells ?? (await this.reading.cells(releaseId, cube, []));
    return csvOf(table?.dimensions ?? [], cells, noteOfRelease());
  }

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

  @Query(() => ReleaseProgress, { nullable: true, description: 'What this server is sealing; null where it is not.' })
  @Allow('ADMINISTRATOR')
  releaseProgress(): ReleaseProgress | null {
    return this.progress.current && Object.assign(new ReleaseProgress(), this.progress.current);
  }

  @Mutation(() => SealReleaseResult, {
    description:
      'Administrators seal a period, once, from 30 days after it closed. Of a very large one the answer may come too late: look at `releaseProgress` and `releases` then.',
  })
  @Allow('ADMINISTRATOR')
  async sealRelease(
    @By() actor: Actor,
    @Args('period', { description: 'A quarter, half-year or year, e.g. `2026-Q1`.' }) period: string,
  ): Promise<typeof SealReleaseResult> {
    return this.presenter.present(await this.sealing.seal(actor.staffId, period));
  }
}
