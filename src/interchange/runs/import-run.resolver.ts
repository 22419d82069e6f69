import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, StaffDirectory } from '../../identity/index.js';
import { cursorOf, invalidAt, pageInfoOf, pageSize, positionOf } from '../../platform/graphql/index.js';
import { ImportBook } from './import-book.js';
import type { ImportRunRow } from './import-run.entity.js';
import {
  DirectoryImport,
  DirectoryImportConnection,
  DirectoryImportEdge,
  ImportProblemConnection,
  ImportProblemEdge,
} from './import-run.type.js';
import { presentImport, presentProblem } from './present-import-run.js';

/** Reading imports; they are started by `POST /imports`, which can carry files. */
@Resolver(() => DirectoryImport)
export class ImportRunResolver {
  constructor(
    private readonly book: ImportBook,
    private readonly staff: StaffDirectory,
  ) {}

  @Query(() => DirectoryImportConnection, {
    description: 'Administrators: imports of directories that others keep, newest first. `first` is 1 to 100.',
  })
  @Allow('ADMINISTRATOR')
  async directoryImports(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
  ): Promise<DirectoryImportConnection> {
    const size = pageSize(first);
    const rows = await this.book.page(size, after === null ? null : placeIn(after));
    const nodes = await this.#present(rows.slice(0, size));
    const edges = nodes.map((node) =>
      Object.assign(new DirectoryImportEdge(), { cursor: cursorOf([node.startedAt, node.id]), node }),
    );
    const pageInfo = pageInfoOf(edges, rows.length > size, after !== null);
    return Object.assign(new DirectoryImportConnection(), { edges, pageInfo });
  }

  @Query(() => DirectoryImport, {
    nullable: true,
    description: 'Administrators: one import, while it runs and afterwards. Null for an id that is not known.',
  })
  @Allow('ADMINISTRATOR')
  async directoryImport(@Args('id', { type: () => ID }) id: string): Promise<DirectoryImport | null> {
    const row = await this.book.one(id);
    const [node] = row ? await this.#present([row]) : [];
    return node ?? null;
  }

  @ResolveField(() => ImportProblemConnection, {
    description: 'What did not come in; empty until it is done. `first` is 1 to 100.',
  })
  async problems(
    @Parent() { id }: DirectoryImport,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
  ): Promise<ImportProblemConnection> {
    const size = pageSize(first);
    const rows = await this.book.problems(id, size, after === null ? 0 : positionAfter(after));
    const edges = rows
      .slice(0, size)
      .map((row) =>
        Object.assign(new ImportProblemEdge(), { cursor: cursorOf([row.position]), node: presentProblem(row) }),
      );
    const pageInfo = pageInfoOf(edges, rows.length > size, after !== null);
    return Object.assign(new ImportProblemConnection(), {
      edges,
      pageInfo,
      totalCount: await this.book.problemCount(id),
    });
  }

  async #present(rows: readonly ImportRunRow[]): Promise<DirectoryImport[]> {
    const staff = await this.staff.many(rows.map(({ startedBy }) => startedBy));
    return rows.map((row) => presentImport(row, staff.get(row.startedBy) ?? null));
  }
}

const NOT_OURS = 'This cursor is not one of this list: start from the first page.';

function placeIn(cursor: string): { startedAt: string; id: string } {
  const [startedAt, id] = positionOf(cursor, 2);
  if (typeof startedAt === 'string' && typeof id === 'string') return { startedAt, id };
  throw invalidAt('after', NOT_OURS);
}

function positionAfter(cursor: string): number {
  const [position] = positionOf(cursor, 1);
  if (typeof position === 'number' && Number.isSafeInteger(position) && position >= 0) return position;
  throw invalidAt('after', NOT_OURS);
}
