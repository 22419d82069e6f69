import 'reflect-metadata';
import { setImmediate } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { buildSchema } from 'graphql';
import { admission } from './admission.js';
import { DocumentStore } from './document-store.js';

/** Ten rows each, four times within each other: within the limit, and large. */
const LARGE = '{ rows { rows { rows { rows { id } } } } }';
const SMALL = '{ rows { id } }';

/** A server that says how many documents it worked at together. */
function serverThatCounts() {
  const schema = buildSchema('type Query { rows: [Row] } type Row { rows: [Row] id: ID }');
  const at = { now: 0, most: 0 };
  const rows = schema.getQueryType()?.getFields().rows;
  Object.assign(rows ?? {}, {
    resolve: async () => {
      at.most = Math.max(at.most, ++at.now);
      for (let turn = 0; turn < 5; turn += 1) await setImmediate();
      at.now -= 1;
      return [];
    },
  });
  const store = new DocumentStore(new Map(), true);
  const refusing: ApolloServerPlugin = {
    requestDidStart: ({ request }) =>
      Promise.resolve({
        didResolveOperation: () =>
          request.operationName === 'Refused' ? Promise.reject(new Error('refused')) : Promise.resolve(),
      }),
  };
  const server = new ApolloServer({
    schema,
    plugins: [admission({ registered: new Map(), store, trusted: false }) as ApolloServerPlugin, refusing],
    documentStore: store,
    persistedQueries: false,
    stopOnTerminationSignals: false,
  });
  const ask = async (query: string, operationName?: string) => {
    const contextValue = { request: { headers: {} } };
    const { body } = await server.executeOperation({ query, operationName }, { contextValue });
    return body.kind === 'single' ? (body.singleResult.errors?.length ?? 0) : 0;
  };
  return { ask, at };
}

describe('documents that are large, and within all limits', () => {
  it('are worked at one at a time', async () => {
    const { ask, at } = serverThatCounts();
    expect(await Promise.all([1, 2, 3, 4].map(() => ask(LARGE)))).toEqual([0, 0, 0, 0]);
    expect(at.most).toBe(1);
  });

  it('hold nobody up who asks for little', async () => {
    const { ask, at } = serverThatCounts();
    await Promise.all([ask(LARGE), ask(SMALL), ask(SMALL)]);
    expect(at.most).toBe(3);
  });

  it('let the next one in where one is refused while it waits', async () => {
    const { ask } = serverThatCounts();
    const asked = [ask(LARGE), ask(`query Refused ${LARGE}`, 'Refused'), ask(LARGE)];
    expect(await Promise.all(asked)).toEqual([0, 1, 0]);
    expect(await ask(LARGE)).toBe(0);
  });
});
