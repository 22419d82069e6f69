import type { Asking } from './asking.js';
import { inReadersWords } from './said.js';
import { Trouble, troubleOf, type AnsweredError } from './trouble.js';

/** An answer that takes longer than the server's own deadline will not come any more. */
const LONGEST_MILLIS = 20_000;
const PAUSE_MILLIS = 600;

interface Answered<Answer> {
  data?: Answer | null;
  errors?: AnsweredError[];
}

/** Told of every session that ended, or may do nothing but enrol an authenticator: the shell shows the door. */
type Ended = 'session-ended' | 'enrol-first';
const whenEnded = new Set<(kind: Ended) => void>();
export function onSessionEnded(listener: (kind: Ended) => void): () => void {
  whenEnded.add(listener);
  return () => whenEnded.delete(listener);
}

/**
 * Asks the server and gives its answer, or throws a Trouble. What only reads, or carries a `key` that makes it one act however often it arrives, is
 * asked a second time where the link failed under it. An abort (the reader has gone elsewhere) is thrown on as it is.
 */
export async function ask<Answer, Variables>(
  document: Asking<Answer, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    return await askOnce(document, variables, signal);
  } catch (error) {
    if (!mayAskAgain(document, variables, error) || signal?.aborted) throw error;
    await pause(PAUSE_MILLIS);
    return askOnce(document, variables, signal);
  }
}

/** For the `key` of an act: made once for what she means to do, and kept until it is answered. */
export const newKey = (): string => crypto.randomUUID();

async function askOnce<Answer, Variables>(
  document: Asking<Answer, Variables>,
  variables: Variables,
  leaving?: AbortSignal,
): Promise<Answer> {
  const tooLong = AbortSignal.timeout(LONGEST_MILLIS);
  const answered = await answerTo<Answer>(document, variables, leaving ? AbortSignal.any([leaving, tooLong]) : tooLong);
  const [error] = answered.errors ?? [];
  if (error) {
    const trouble = troubleOf(error);
    const { kind } = trouble;
    if (kind === 'session-ended' || kind === 'enrol-first') for (const tell of whenEnded) tell(kind);
    throw trouble;
  }
  if (answered.data === undefined || answered.data === null) throw new Trouble('broken');
  return answered.data;
}

async function answerTo<Answer>(
  { name, hash }: Asking<Answer, never> | { name: string; hash: string },
  variables: unknown,
  signal: AbortSignal,
): Promise<Answered<Answer>> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
      body: JSON.stringify({ operationName: name, variables, extensions }),
    });
    return await inReadersWords((await response.json()) as Answered<Answer>);
  } catch (error) {
    throw asTrouble(error);
  }
}

/** What went wrong on the way; an abort by who asked stays what it is. */
function asTrouble(error: unknown): unknown {
  if (!(error instanceof Error)) return new Trouble('broken');
  if (error.name === 'AbortError') return error;
  if (error.name === 'TimeoutError') return new Trouble('slow');
  return new Trouble(error instanceof SyntaxError ? 'broken' : 'offline');
}

function mayAskAgain(document: { writes: boolean }, variables: unknown, error: unknown): boolean {
  if (!(error instanceof Trouble) || (error.kind !== 'offline' && error.kind !== 'slow')) return false;
  return navigator.onLine && (!document.writes || hasKey(variables));
}

function hasKey(variables: unknown): boolean {
  const input = (variables as { input?: { key?: unknown } } | null)?.input;
  return typeof input?.key === 'string';
}

const pause = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis));

export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
