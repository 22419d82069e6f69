import { loadServerWords, serverSays } from '../words/server-words.js';
import type { AnsweredError, InputProblem } from './trouble.js';

/** As much of an answer as the server can speak in: a refusal, what it found, what stays; each at the top of the answer (test/server-words.spec.ts). */
interface Speaking {
  message?: unknown;
  problems?: unknown;
  finding?: unknown;
  stays?: unknown;
}
interface Answered {
  data?: unknown;
  errors?: AnsweredError[];
}

/**
 * All that the server says, in the reader's language: here, where every answer passes, so that no place can forget it. What is on the page when she
 * chooses another language stays as it was said. An error's own message is left: a page knows its kind, and says that.
 */
export async function inReadersWords<A extends Answered>(answered: A): Promise<A> {
  const results = Object.values(answered.data ?? {}) as unknown[];
  const said = [...results, ...(answered.errors ?? []).map(({ extensions }) => extensions)].filter(speaks);
  if (said.length === 0) return answered;
  await loadServerWords();
  said.forEach(translate);
  return answered;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const areProblems = (value: unknown): value is InputProblem[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each: Partial<InputProblem> | null) => isText(each?.message));
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function speaks(value: unknown): value is Speaking {
  if (typeof value !== 'object' || value === null) return false;
  const { message, problems, finding, stays } = value as Speaking;
  return isText(message) || areProblems(problems) || isText(finding) || areTexts(stays);
}

function translate(said: Speaking): void {
  const { message, problems, finding, stays } = said;
  if (isText(message)) said.message = serverSays(message);
  if (isText(finding)) said.finding = serverSays(finding);
  if (areTexts(stays)) said.stays = stays.map(serverSays);
  if (!areProblems(problems)) return;
  const mended = problems.map((problem) => ({ ...problem, message: serverSays(problem.message) }));
  said.problems = mended;
  // There the server puts the name of the field before each of them, which is for programs.
  if (isText(message)) said.message = mended.map((problem) => problem.message).join(' ');
}
