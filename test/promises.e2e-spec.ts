import { readFileSync } from 'node:fs';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildSchema, findBreakingChanges, lexicographicSortSchema, printSchema } from 'graphql';
import { PolicyScan } from '../src/identity/index.js';
import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';

describe.each(DATABASES)('what the whole house promises, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  const served = () => app.nest.get(GraphQLSchemaHost).schema;

  it('serves the schema that is committed: npm run schema writes it anew', () => {
    const committed = readFileSync('schema.gql', 'utf8');
    expect(`${printSchema(lexicographicSortSchema(served()))}\n`).toBe(committed);
  });

  it('serves all of the public contract', () => {
    const contract = buildSchema(readFileSync('test/contract/alongside.graphql', 'utf8'));
    expect(findBreakingChanges(contract, served())).toEqual([]);
  });

  it('has a policy on every operation, and finds the operations that are known to exist', () => {
    const operations = app.nest.get(PolicyScan, { strict: false }).operations();
    expect(operations.filter(({ allowed }) => !allowed?.length)).toEqual([]);
    const names = operations.map(({ operation }) => operation).sort();
    const { Query, Mutation } = { Query: served().getQueryType(), Mutation: served().getMutationType() };
    const fields = [...Object.keys(Query?.getFields() ?? {}), ...Object.keys(Mutation?.getFields() ?? {})].sort();
    expect(names).toEqual(fields);
  });

  it('builds by migrations alone what the entities describe', async () => {
    expect(await app.database.drift()).toEqual([]);
  });

  it('describes every type, field, argument and value of its own', () => {
    const silent = Object.values(served().getTypeMap()).flatMap((type) => {
      if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) return [];
      const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
      const own = type.description ? [] : [type.name];
      return [...own, ...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`)];
    });
    expect(silent.filter((name) => name !== 'Query' && name !== 'Mutation')).toEqual([]);
  });
});
