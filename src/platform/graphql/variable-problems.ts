import type { GraphQLError } from 'graphql';
import { DATE_WANTED, INSTANT_WANTED } from './scalars.js';

/**
 * Where a variable does not fit its type, and what to mend there. graphql-js says it in one text that repeats the value, which may be hers: of that
 * text only the path and the names of our own schema are taken over.
 */
export function variableProblem(error: GraphQLError): { path: string; message: string } {
  const [, variable = ''] = /^Variable "\$(\w+)"/.exec(error.message) ?? [];
  const reason = reasonOf(error);
  const [, missing] = /^Field "(\w+)" of required type/.exec(reason) ?? [];
  const places = [...placesIn(error.message, reason), ...(missing ? [missing] : [])];
  return { path: places.length > 0 ? places.join('.') : variable, message: messageFor(reason) };
}

/** `Variable "$input" got invalid value …; REASON`: the reason is an error of its own. Where nothing was given at all, the text is the reason. */
function reasonOf(error: GraphQLError): string {
  const reason = error.originalError?.message;
  return reason !== undefined && error.message.endsWith(`; ${reason}`) ? reason : error.message;
}

/**
 * From the input down: `"input.childrenAges[0]"` is `childrenAges`, `0`; a list that is the whole variable keeps its name: `ids`, `0`. Taken from the
 * end of what precedes the reason, because the value stands before it.
 */
function placesIn(message: string, reason: string): string[] {
  const [, path = ''] = / at "(\w[\w.[\]]*)"$/.exec(message.slice(0, -`; ${reason}`.length)) ?? [];
  const places = path.split(/[.[\]]/).filter((place) => place !== '');
  return /^\w+\./.test(path) ? places.slice(1) : places;
}

function messageFor(reason: string): string {
  // Our own scalars never repeat a value.
  if (reason === INSTANT_WANTED || reason === DATE_WANTED) return reason;
  if (reason.endsWith('was not provided.')) return 'This is needed: give it.';
  if (/ not (to )?be null\.$/.test(reason)) return 'This is needed: it cannot be null.';
  if (reason.endsWith('to be an object.')) return 'This is an object with fields.';
  if (/is not defined by type "\w+"\./.test(reason)) return 'There is a field in it that does not exist.';
  if (/^(Value|Enum) "/.test(reason)) return 'This is none of the words that may stand here.';
  return 'This does not fit its type.';
}
