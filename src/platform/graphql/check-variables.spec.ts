import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { buildSchema } from 'graphql';
import { checkVariables } from './check-variables.js';
import { LIMITS } from './limits/limits.js';

const HERS = '0170 5550101';

async function answer(variables: Record<string, unknown>) {
  const server = new ApolloServer({
    schema: buildSchema('type Query { ages(ages: [Int!]!, name: String): Int }'),
    plugins: [checkVariables()],
    stopOnTerminationSignals: false,
  });
  const query = 'query ($ages: [Int!]!, $name: String) { ages(ages: $ages, name: $name) }';
  const { body, http } = await server.executeOperation({ query, variables });
  await server.stop();
  return { status: http.status, ...(body.kind === 'single' ? body.singleResult : {}) };
}

describe('variables, before anything is executed', () => {
  it('pass where they fit', async () => {
    expect(await answer({ ages: [3, 4], name: 'a' })).toMatchObject({ data: { ages: null } });
  });

  it('are refused in one error that names each place', async () => {
    const { status, errors = [] } = await answer({ ages: [3, HERS], name: [HERS] });
    expect([status, errors.length]).toEqual([400, 1]);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [
        { path: 'ages.1', message: 'This does not fit its type.' },
        { path: 'name', message: 'This does not fit its type.' },
      ],
    });
    expect(JSON.stringify(errors)).not.toContain(HERS);
  });

  it('are looked at no further after a few mistakes, and that is said', async () => {
    const { errors = [] } = await answer({ ages: Array.from({ length: 200 }, () => HERS) });
    const { problems } = errors[0]?.extensions as { problems: { path: string; message: string }[] };
    expect(problems).toHaveLength(LIMITS.mistakesInVariables + 1);
    expect(problems.at(-1)).toEqual({ path: '', message: 'There is more to mend than can be said at once.' });
    expect(JSON.stringify(errors)).not.toContain(HERS);
  });
});
