import 'reflect-metadata';
import { setImmediate } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { buildSchema } from 'graphql';
import { LIMITS } from '../limits/limits.js';
import { SingleFile } from '../limits/single-file.js';
import { admission } from './admission.js';
import { DocumentStore } from './document-store.js';

/** Ten rows each, four times within each other: within the limit, and large. */
const LARGE = '{ rows { rows { rows { rows { id } } } } }';
const SMALL = '{ rows { id } }';
/** Costs little, and is long: what a reader of documents has to do is not seen in what it answers. */
const LONG = `{ rows { ${'id '.repeat(15)} } } #${'x'.repeat(LIMITS.longText)}`;
const LONG_AND_WRONG = LONG.replace('id', 'nothing');

const lengthOf = (text: string): string => (text.length > LIMITS.longText ? 'long' : 'short');

/** Whose pauses last until they are ended. */
function fileThatPauses() {
  const pauses: (() => void)[] = [];
  const file = new SingleFile(
    () => 0,
    (_, work) => void pauses.push(work),
  );
  return { file, endPause: () => pauses.shift()?.() };
}

/** A server that says how many documents it worked at together, and in what order it validated them. */
async function serverThatCounts(file = new SingleFile()) {
  const schema = buildSchema('type Query { rows: [Row] } type Row { rows: [Row] id: ID }');
  const at = { now: 0, most: 0 };
  const validated: string[] = [];
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
        validationDidStart: ({ source }) => Promise.resolve(void validated.push(source)),
        didResolveOperation: () =>
          request.operationName === 'Refused' ? Promise.reject(new Error('refused')) : Promise.resolve(),
      }),
  };
  const server = new ApolloServer({
    schema,
    plugins: [admission({ registered: new Map(), store, trusted: false, file }) as ApolloServerPlugin, refusing],
    documentStore: store,
    persistedQueries: false,
    stopOnTerminationSignals: false,
  });
  // Who makes it start is not the first to be answered.
  await server.start();
  const ask = async (query: string, operationName?: string) => {
    const contextValue = { request: { headers: {} } };
    const { body } = await server.executeOperation({ query, operationName }, { contextValue });
    return body.kind === 'single' ? (body.singleResult.errors?.length ?? 0) : 0;
  };
  return { ask, at, validated };
}

describe('documents that are large, and within all limits', () => {
  it('are worked at one at a time', async () => {
    const { ask, at } = await serverThatCounts();
    expect(await Promise.all([1, 2, 3, 4].map(() => ask(LARGE)))).toEqual([0, 0, 0, 0]);
    expect(at.most).toBe(1);
  });

  it('hold nobody up who asks for little', async () => {
    const { ask, at } = await serverThatCounts();
    await Promise.all([ask(LARGE), ask(SMALL), ask(SMALL)]);
    expect(at.most).toBe(3);
  });

  it('let the next one in where one is refused while it waits', async () => {
    const { ask } = await serverThatCounts();
    const asked = [ask(LARGE), ask(`query Refused ${LARGE}`, 'Refused'), ask(LARGE)];
    expect(await Promise.all(asked)).toEqual([0, 1, 0]);
    expect(await ask(LARGE)).toBe(0);
  });
});

describe('documents that are long, and not known', () => {
  it('are read one at a time, and what is short is read between them', async () => {
    const { file, endPause } = fileThatPauses();
    const { ask, validated } = await serverThatCounts(file);
    const [first, second, third] = [1, 2, 3].map(() => ask(LONG_AND_WRONG));
    expect([await first, await ask(SMALL)]).toEqual([1, 0]);
    expect(validated.map(lengthOf)).toEqual(['long', 'short']);
    for (const next of [second, third]) {
      endPause();
      expect(await next).toBe(1);
    }
    expect(validated.map(lengthOf)).toEqual(['long', 'short', 'long', 'long']);
  });

  it('hold each other up until they are found valid, and not while they are answered', async () => {
    const withoutPauses = new SingleFile(
      () => 0,
      (_, work) => {
        work();
      },
    );
    const { ask, at } = await serverThatCounts(withoutPauses);
    expect(await Promise.all([1, 2, 3].map((n) => ask(`${LONG}${n}`)))).toEqual([0, 0, 0]);
    expect(at.most).toBe(3);
  });

  it('do not wait once they are known', async () => {
    const { file, endPause } = fileThatPauses();
    const { ask, validated } = await serverThatCounts(file);
    await ask(LONG);
    const waits = ask(LONG_AND_WRONG);
    expect(await ask(LONG)).toBe(0);
    expect(validated).toEqual([LONG]);
    endPause();
    expect(await waits).toBe(1);
  });

  it('that are large as well wait once', async () => {
    const { ask, at } = await serverThatCounts();
    const both = (n: number) => `${LARGE} #${'x'.repeat(LIMITS.longText)}${n}`;
    expect(await Promise.all([1, 2, 3].map((n) => ask(both(n))))).toEqual([0, 0, 0]);
    expect(at.most).toBe(1);
  });
});
