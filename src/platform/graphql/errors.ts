import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { NoRoom } from '../database/index.js';
import { OutOfTime } from '../deadline.js';
import type { Log } from '../log.js';
import { documentProblem } from './documents/document-problems.js';
import { InvalidInput } from './problem.type.js';
import { NotAvailableYet, Refusal } from './refusal.js';
import { isAboutVariables, variablesRefused } from './variable-problems.js';

/** Codes whose message was written for readers. Everything else is answered without detail. */
const OURS = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'TOO_COMPLEX',
  'TOO_MANY_REQUESTS',
  'NOT_AVAILABLE_YET',
  'SEAL_BROKEN',
]);
/** Of what is wrong with a request Apollo speaks in texts of its own, which repeat nothing; of what is wrong with a document, graphql-js repeats it. */
const APOLLOS = new Set(['BAD_REQUEST', 'PERSISTED_QUERY_NOT_SUPPORTED']);
const OF_DOCUMENTS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });

export const roleForbidden = (): GraphQLError =>
  new GraphQLError('Your role may not do this.', { extensions: { code: 'FORBIDDEN' } });

/** Her role needs an authenticator, and she has none yet. */
export const enrolFirst = (): GraphQLError =>
  new GraphQLError('Your role needs an authenticator: enrol one first.', {
    extensions: {
      code: 'FORBIDDEN',
      problems: [
        { path: 'enrolSecondFactor', message: 'Enrol an authenticator, then confirm it with confirmSecondFactor.' },
      ],
    },
  });

/** Something is asked too often; `retryAfterSeconds` says when it may be asked again. */
export const tooManyRequests = (retryAfterSeconds: number | null): GraphQLError =>
  new GraphQLError('This was tried too often: wait a little.', {
    extensions: { code: 'TOO_MANY_REQUESTS', retryAfterSeconds },
  });

/** An expected outcome as an error, for operations whose answer has no place for it. */
export function asError(refusal: Refusal): GraphQLError {
  const { outcome } = refusal;
  if (outcome instanceof InvalidInput)
    return new GraphQLError(outcome.message, { extensions: badInput(outcome.problems) });
  return new GraphQLError(outcome.message, { extensions: { code: 'FORBIDDEN' } });
}

/** Errors leave by an allow-list: a code, our own words, and an id to look up; never a variable, a statement or a stack. */
export function errorFormatter(log: Log) {
  return (formatted: GraphQLFormattedError, raw: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(raw);
    const code = typeof formatted.extensions?.code === 'string' ? formatted.extensions.code : '';
    const at = { locations: formatted.locations, path: formatted.path };
    if (error instanceof Refusal) return { ...asError(error).toJSON(), ...at };
    if (error instanceof NotAvailableYet)
      return { ...at, message: error.message, extensions: { code: 'NOT_AVAILABLE_YET' } };
    if (error instanceof NoRoom) return { ...at, ...noRoom(log, error) };
    if (error instanceof OutOfTime) return { ...at, message: error.message, extensions: { code: 'TOO_COMPLEX' } };
    if (OF_DOCUMENTS.has(code)) return { ...at, message: documentProblem(formatted.message), extensions: { code } };
    if (code === 'OPERATION_RESOLUTION_FAILURE')
      return { message: 'There is no such operation in the document.', extensions: { code } };
    // Variables are looked at before (check-variables.ts): should one come by another way, its value stays here all the same.
    if (raw instanceof GraphQLError && isAboutVariables(raw)) {
      const { message, extensions } = variablesRefused([raw]);
      return { ...at, message, extensions: pick(extensions) };
    }
    if (OURS.has(code)) return { ...at, message: formatted.message, extensions: pick(formatted.extensions) };
    if (APOLLOS.has(code)) return { ...at, message: formatted.message, extensions: { code } };
    return { ...at, ...unexpected(log, error, 'an operation failed') };
  };
}

/** What nobody can mend from outside: an id to look up in the log, and not a word of what went wrong. */
export function unexpected(log: Log, error: unknown, whatFailed: string): GraphQLFormattedError {
  const id = randomUUID();
  log.error({ errorId: id, error: nameOf(error) }, whatFailed);
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

/** Not hers to mend, and not unforeseen: she is told that nothing was done; whoever runs the house reads in the log that its disk takes nothing more. */
function noRoom(log: Log, { message }: NoRoom): GraphQLFormattedError {
  const id = randomUUID();
  log.error({ errorId: id, error: { name: 'NoRoom' } }, 'the database takes nothing more: make room on its disk');
  return { message, extensions: { code: 'CANNOT_BE_KEPT', id } };
}

const pick = (extensions: GraphQLFormattedError['extensions']) => ({
  code: extensions?.code,
  ...(extensions?.problems ? { problems: extensions.problems } : {}),
  ...(extensions?.retryAfterSeconds ? { retryAfterSeconds: extensions.retryAfterSeconds } : {}),
});

const badInput = (problems: { path: string; message: string }[]) => ({ code: 'BAD_USER_INPUT', problems });

/** A stack names our own files and helps us; a database's message may repeat a value, so it stays out. */
function nameOf(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const frames = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
  return { name: error.name, stack: frames };
}
