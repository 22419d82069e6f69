import 'reflect-metadata';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { buildSchema, parse } from 'graphql';
import { LIMITS } from '../limits/limits.js';
import { admission } from './admission.js';
import { DocumentStore } from './document-store.js';
import { hashOf, type RegisteredDocuments } from './registered-documents.js';

const manyAliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: hello`).join(' ')} }`;
const REGISTERED = 'query Hello { hello }';

/** A server that says which texts its parser and its validator were given. */
function serverThatTells(trusted: boolean) {
  const schema = buildSchema('type Query { hello: String }');
  const known = { text: REGISTERED, document: parse(REGISTERED), source: 'hello.graphql' };
  const registered: RegisteredDocuments = new Map([[hashOf(REGISTERED), known]]);
  const store = new DocumentStore(registered, !trusted);
  const parsed: string[] = [];
  const validated: string[] = [];
  const telling: ApolloServerPlugin = {
    requestDidStart: () =>
      Promise.resolve({
        parsingDidStart: ({ source }) => Promise.resolve(void parsed.push(source)),
        validationDidStart: ({ source }) => Promise.resolve(void validated.push(source)),
      }),
  };
  const server = new ApolloServer({
    schema,
    plugins: [admission({ registered, store, trusted }) as ApolloServerPlugin, telling],
    documentStore: store,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    stopOnTerminationSignals: false,
  });
  const ask = async (query: string) => {
    const { body, http } = await server.executeOperation({ query }, { contextValue: { request: { headers: {} } } });
    const answer = body.kind === 'single' ? body.singleResult : {};
    return {
      status: http.status,
      code: answer.errors?.[0]?.extensions?.code,
      message: answer.errors?.[0]?.message,
      data: answer.data,
    };
  };
  return { ask, parsed, validated };
}

describe('where only registered documents are executed', () => {
  it('refuses all others before they are parsed', async () => {
    const { ask, parsed, validated } = serverThatTells(true);
    for (const query of ['{ hello }', '{ nothing }', '{{{', manyAliases(30_000)])
      expect(await ask(query)).toMatchObject({ status: 403, code: 'FORBIDDEN', data: undefined });
    expect([...parsed, ...validated]).toEqual([]);
  });

  it('does not parse or validate a registered one again', async () => {
    const { ask, parsed, validated } = serverThatTells(true);
    expect((await ask(REGISTERED)).data).toEqual({ hello: null });
    expect([...parsed, ...validated]).toEqual([]);
  });
});

describe('where any document is executed', () => {
  it('parses and validates it once, and knows it after that', async () => {
    const { ask, parsed, validated } = serverThatTells(false);
    for (let time = 0; time < 3; time++) expect((await ask('{ hello }')).data).toEqual({ hello: null });
    expect([parsed, validated]).toEqual([['{ hello }'], ['{ hello }']]);
  });

  it('forgets the oldest of many', async () => {
    const { ask, parsed } = serverThatTells(false);
    for (let n = 0; n < 101; n++) await ask(`query Q${n} { hello }`);
    await ask('query Q100 { hello }');
    expect(parsed).toHaveLength(101);
    await ask('query Q0 { hello }');
    expect(parsed).toHaveLength(102);
  });

  it('refuses one that asks too much before it is validated', async () => {
    const { ask, parsed, validated } = serverThatTells(false);
    const refused = await ask(manyAliases(LIMITS.aliases + 1));
    expect(refused).toEqual({
      status: 400,
      code: 'TOO_COMPLEX',
      message: `This asks for too much at once: more than ${LIMITS.aliases} aliases.`,
      data: undefined,
    });
    expect([...parsed, ...validated]).toEqual([]);
  });

  it('refuses one of 30,000 aliases while it is read, and validates nothing of it', async () => {
    const { ask, validated } = serverThatTells(false);
    expect(await ask(manyAliases(30_000))).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    expect(validated).toEqual([]);
  });
});
