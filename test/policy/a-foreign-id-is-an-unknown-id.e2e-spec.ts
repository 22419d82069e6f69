import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { acts } from './acts.js';
import { documentsFor, inTurn, readersOf, type AsReader } from './ask-everything.js';
import { foreignThings, type ForeignKind } from './foreign-things.js';
import { idArguments, NOBODYS, TRIED, type AsWhom } from './id-arguments.js';
import { questions, type Variables } from './questions.js';
import type { ReaderKind } from './readers.js';
import { recordStatements, type StatementsOf } from './record-statements.js';
import { arrangeWorld, type World } from './world.js';

const READER: Record<AsWhom, ReaderKind> = {
  ...{ worker: 'ownCaseworker', agency: 'receiverAfter', manager: 'manager', administrator: 'administrator' },
};

/*
 * Whoever knows an id of another organization's learns nothing by it: not by what is answered, and not by what is asked of the database to find out. How
 * long it takes is measured in `npm run bench -- foreign-ids`. A new id argument stands in id-arguments.ts, or this fails.
 */
describe.each(DATABASES)('a foreign id is an unknown id, on %s', (kind) => {
  let app: TestApp;
  let world: World;
  let schema: GraphQLSchema;
  let readers: Map<ReaderKind, AsReader>;
  let foreign: Record<ForeignKind, string>;
  let statementsOf: StatementsOf;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    world = await arrangeWorld(app);
    ({ schema } = app.nest.get(GraphQLSchemaHost));
    readers = await readersOf(app);
    foreign = await foreignThings(world);
    statementsOf = await recordStatements(app.database);
  }, 120_000);
  afterAll(() => app.close());

  const tried = TRIED.flatMap(({ as, foreign: what, at }) => at.map((path) => ({ as, what, path })));

  it('every id that can be given is tried, or is nobody’s', () => {
    const known = [...tried.map(({ path }) => path), ...Object.values(NOBODYS).flat()];
    expect(known.toSorted()).toEqual([...idArguments(schema).keys()].toSorted());
  });

  it.each(tried)('$path, by $as', async ({ as, what, path }) => {
    const { document, variables, at, list } = await asked(as, path);
    const ask = readers.get(READER[as]);
    if (!ask) throw new Error(`nobody is ${as}`);
    const answered = async (id: string) => {
      const { result, statements } = await statementsOf.during(() =>
        ask(document, withId(variables, at, list ? [id] : id)),
      );
      return {
        body: JSON.stringify(result)
          .replaceAll(id, 'the id')
          .replace(/[0-9a-f-]{36}/g, 'an id'),
        statements,
      };
    };
    // What is found out once for a session is found out before.
    await answered(randomUUID());
    const [theirs, nobodys] = await inTurn([foreign[what], randomUUID()], answered);
    expect(theirs).toEqual(nobodys);
    expect(theirs?.statements.length).toBeGreaterThan(0);
  });

  async function asked(as: AsWhom, path: string) {
    const [name = '', at = ''] = path.split(' ');
    const query = schema.getQueryType()?.getFields()[name];
    const operation = query ?? schema.getMutationType()?.getFields()[name];
    const cases = query ? questions(world, READER[as]) : await acts(world, READER[as]);
    const variables = readAnew(name, at, cases[name]?.[0]);
    const argument = idArguments(schema).get(path);
    if (!operation || !variables || !argument) throw new Error(`nothing is asked at ${path}`);
    const [document = ''] = documentsFor(schema, query ? 'query' : 'mutation', operation, variables, 1);
    return { document, variables, at, list: argument.list };
  }

  /** Of what stands beside the id that is tried, the version that is true now: a stale one would be refused before the id is looked at. */
  function readAnew(name: string, at: string, variables?: Variables): Variables | undefined {
    const version = name === 'updateClient' ? world.woman.version : world.plan.version;
    const beside =
      at === 'input.assignToId' || at === 'input.stepId' || (name === 'referForPlanStep' && at === 'input.listingId');
    return variables && beside ? withId(variables, 'input.version', version) : variables;
  }
});

/** The same variables with this id at this path. */
function withId(variables: Variables, path: string, id: unknown): Variables {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...variables, [key]: id };
  return { ...variables, [key]: withId((variables[key] ?? {}) as Variables, rest.join('.'), id) };
}
