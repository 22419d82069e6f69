import { getNamedType, isLeafType, parse, type GraphQLField, type GraphQLSchema } from 'graphql';
import request from 'supertest';
import { weigh } from '../../src/platform/graphql/limits/excess.js';
import type { Answer, TestApp } from '../support/app.js';
import { DEACTIVATED, forgeSession, READERS, UNCONFIRMED, type ReaderKind } from './readers.js';
import type { Variables } from './questions.js';
import { note, piecesOf, type Found } from './walk.js';

export type Operation = GraphQLField<unknown, unknown>;

/** Speaks as one kind of reader. */
export type AsReader = (document: string, variables: Variables) => Promise<Answer>;

/** Those who can sign in do; the two who may not hold a session all the same, so that it is not the sign-in alone that keeps them out. */
export async function readersOf(app: TestApp): Promise<Map<ReaderKind, AsReader>> {
  const readers = new Map<ReaderKind, AsReader>();
  for (const [kind, email] of Object.entries(READERS) as [ReaderKind, string | null][]) {
    const forged = email === DEACTIVATED || email === UNCONFIRMED;
    const token = email && (forged ? (await forgeSession(app, email)).token : await app.token(email));
    readers.set(kind, async (query, variables) => {
      const call = request(app.nest.getHttpServer()).post('/graphql').send({ query, variables });
      if (token) void call.set('authorization', `Bearer ${token}`);
      return (await call).body as Answer;
    });
  }
  return readers;
}

/** Documents that ask an operation for everything below it, with all of its arguments as variables: as few as the limits on a document allow. */
export function documentsFor(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  operation: Operation,
  variables: Variables,
  deep = kind === 'query' ? 2 : 1,
): string[] {
  const declared = operation.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = operation.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = `${operation.name}${given && `(${given})`}`;
  const leaf = isLeafType(getNamedType(operation.type));
  const written = (pieces: readonly string[]): string =>
    `${kind} ${declared && `(${declared})`} { ${call} ${leaf ? '' : `{ ${['__typename', ...pieces].join(' ')} }`} }`;
  const together: string[][] = [[]];
  for (const piece of piecesOf(schema, operation, deep)) {
    const more = [...(together.at(-1) ?? []), piece];
    if (weigh(schema, parse(written(more)), variables).excess === null) together.splice(-1, 1, more);
    else together.push([piece]);
  }
  return together.map(written);
}

const REFUSED: Record<string, string> = { UNAUTHENTICATED: 'U', FORBIDDEN: 'R', BAD_USER_INPUT: 'B' };
const PROBLEMS: Record<string, string> = {
  Forbidden: 'F',
  InvalidInput: 'I',
  CredentialRefused: 'C',
  SignInRefused: 'C',
  StepNotAllowed: 'N',
  ConsentMissing: 'N',
  LastAdministrator: 'N',
  ReleaseRefused: 'N',
};

/** One letter for what an operation answered; the key to the letters is in the tables' README. */
export function letterOf(answer: Answer, operation: string): string {
  const error = answer.errors?.[0];
  if (error) return REFUSED[error.extensions.code] ?? 'X';
  const value = (answer.data as Record<string, unknown>)[operation];
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'n';
  if (typeof value !== 'object') return 'V';
  const { __typename, edges } = value as { __typename?: string; edges?: unknown[] };
  if (edges?.length === 0) return 'n';
  return PROBLEMS[__typename ?? ''] ?? (/^Stale/.test(__typename ?? '') ? 'S' : 'V');
}

/** The more a reader was let, the further right. */
const ORDER = ['U', 'R', 'B', 'F', 'n', 'C', 'I', 'S', 'N', 'V', 'X'];
export const furthest = (letters: readonly string[]): string =>
  letters.reduce((far, each) => (ORDER.indexOf(each) > ORDER.indexOf(far) ? each : far), 'U');

/** Asks one query everything, with each of its variables; notes what was found. A refusal is not asked again in other words. */
export async function askAll(
  schema: GraphQLSchema,
  ask: AsReader,
  operation: Operation,
  asked: readonly Variables[],
  found: Found,
): Promise<string> {
  const letters: string[] = [];
  const [first = '', ...more] = documentsFor(schema, 'query', operation, asked[0] ?? {});
  for (const variables of asked) {
    const answer = await ask(first, variables);
    const letter = letterOf(answer, operation.name);
    letters.push(letter);
    if (letter !== 'V') {
      if ('UR'.includes(letter)) break;
      continue;
    }
    for (const each of [answer, ...(await inTurn(more, (document) => ask(document, variables)))]) {
      if (each.errors) throw new Error(`${operation.name}: ${JSON.stringify(each.errors)}`);
      note(schema, operation.type, (each.data as Record<string, unknown>)[operation.name], found);
    }
  }
  return furthest(letters);
}

export async function inTurn<A, B>(all: readonly A[], each: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (const one of all) done.push(await each(one));
  return done;
}

/** Takes one act with each of its variables, once, and notes what its answers held. */
export async function actAll(
  schema: GraphQLSchema,
  act: AsReader,
  operation: Operation,
  tried: readonly Variables[],
  found: Found,
): Promise<string> {
  const letters = await inTurn(tried, async (variables) => {
    const [document = ''] = documentsFor(schema, 'mutation', operation, variables);
    const answer = await act(document, variables);
    note(schema, operation.type, (answer.data as Record<string, unknown> | null)?.[operation.name], found);
    return letterOf(answer, operation.name);
  });
  return furthest(letters);
}
