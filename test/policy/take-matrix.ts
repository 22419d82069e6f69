import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import type { TestApp } from '../support/app.js';
import { acts, ACTS_OF_HER, ACTS_OF_ONES_OWN } from './acts.js';
import { actAll, askAll, inTurn, readersOf, type AsReader, type Operation } from './ask-everything.js';
import { OF_HER, questions, type Variables } from './questions.js';
import { rowOf, type ReaderKind } from './readers.js';
import type { Found } from './walk.js';
import { arrangeWorld } from './world.js';

type Rows = Map<string, Map<ReaderKind, string>>;

type Taken = Record<'operations' | 'ofHer' | 'ofOnesOwn' | 'elsewhere', Rows>;

/** What every kind of reader was answered, and what she found; rows as they stand in the tables. */
export interface Matrix {
  schema: GraphQLSchema;
  operations: Map<string, string>;
  ofHer: Map<string, string>;
  ofOnesOwn: Map<string, string>;
  elsewhere: Map<string, string>;
  /** Operations that nothing is asked with. */
  withoutCase: string[];
}

/** Asks everything as everybody: first all questions, and only then the acts. */
export async function takeMatrix(app: TestApp): Promise<Matrix> {
  const world = await arrangeWorld(app);
  const { schema } = app.nest.get(GraphQLSchemaHost);
  const readers = await readersOf(app);
  const taken: Taken = { operations: new Map(), ofHer: new Map(), ofOnesOwn: new Map(), elsewhere: new Map() };
  const queries = schema.getQueryType()?.getFields() ?? {};
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const cases = new Set<string>();
  for (const round of [queries, mutations])
    for (const [kind, ask] of readers) {
      const asked = round === queries ? questions(world, kind) : await acts(world, kind);
      for (const name of Object.keys(asked)) cases.add(name);
      await oneReader({ schema, kind, ask, operations: round, asked, isQuery: round === queries }, taken);
      // Who has signed out prepares the next one's acts from a new session.
      app.signInAgain();
    }
  const withoutCase = [...Object.keys(queries), ...Object.keys(mutations)].filter((name) => !cases.has(name));
  return {
    schema,
    withoutCase,
    operations: written(taken.operations, '?'),
    ofHer: written(taken.ofHer, '-'),
    ofOnesOwn: written(taken.ofOnesOwn, '-'),
    elsewhere: written(taken.elsewhere, '-'),
  };
}

interface Round {
  schema: GraphQLSchema;
  kind: ReaderKind;
  ask: AsReader;
  operations: Record<string, Operation>;
  asked: Record<string, Variables[]>;
  isQuery: boolean;
}

async function oneReader({ schema, kind, ask, operations, asked, isQuery }: Round, taken: Taken): Promise<void> {
  await inTurn(Object.entries(asked), async ([name, variables]) => {
    const operation = operations[name];
    if (!operation) throw new Error(`there is no operation ${name} any more`);
    const found: Found = new Map();
    const letter = isQuery
      ? await askAll(schema, ask, operation, variables, found)
      : await actAll(schema, ask, operation, variables, found);
    put(taken.operations, name, kind, letter);
    const hers = isQuery ? OF_HER.has(name) : ACTS_OF_HER.test(name);
    const rows = ACTS_OF_ONES_OWN.has(name) ? taken.ofOnesOwn : hers ? taken.ofHer : taken.elsewhere;
    for (const [field, what] of found) put(rows, field, kind, what);
  });
}

function put(rows: Rows, name: string, kind: ReaderKind, letter: string): void {
  const row = rows.get(name) ?? new Map<ReaderKind, string>();
  rows.set(name, row);
  if (row.get(kind) !== 'V') row.set(kind, letter);
}

const written = (rows: Rows, none: string): Map<string, string> =>
  new Map([...rows].map(([name, row]) => [name, rowOf(row, none)]));

/** Where a table and what was taken differ, a line each, as it would stand in the table. */
export function differences(expected: ReadonlyMap<string, string>, taken: ReadonlyMap<string, string>): string[] {
  return [...new Set([...expected.keys(), ...taken.keys()])]
    .filter((name) => expected.get(name) !== taken.get(name))
    .map(
      (name) => `${name}: expected ${expected.get(name) ?? 'no row'}, is ${taken.get(name) ?? 'not found by anybody'}`,
    );
}
