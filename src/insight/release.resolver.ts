import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { presentAnswer, presentKeys, presentTable, ReleasePresenter } from './present-release.js';
import { CUBE, LANGUAGE, RELEASE_ID } from './release-arguments.js';
import { DimensionChoice } from './release.input.js';
import { Release, ReleaseTable, StatCell } from './release.type.js';
import { csvOf } from './releases/release-csv.js';
import { ReadStatistics } from './releases/read-statistics.js';
import { noteOfRelease } from './releases/release-notes.js';
import { ReleaseStore } from './releases/release-store.js';

/** Figures that cannot point at one woman: sealed once, read by everybody who is signed in, the same for all. */
@Resolver(() => Release)
export class ReleaseResolver {
  constructor(
    private readonly database: Database,
    private readonly store: ReleaseStore,
    private readonly reading: ReadStatistics,
    private readonly presenter: ReleasePresenter,
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
}
