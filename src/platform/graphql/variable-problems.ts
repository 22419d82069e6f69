import { GraphQLError } from 'graphql';
import { DATE_WANTED, INSTANT_WANTED } from './scalars.js';

/** Where graphql-js stopped looking. */
const TOO_MANY = 'Too many errors processing variables';
const DOES_NOT_FIT = 'A variable does not fit its type.';
/** Of variables, and of documents. */
export const MORE_TO_MEND = 'There is more to mend than can be said at once.';

/** Of graphql-js, about a variable: it repeats the value. */
export const isAboutVariables = ({ path, message }: GraphQLError): boolean =>
  !path && (message.startsWith('Variable "$') || message.startsWith(TOO_MANY));

/** All that was found, as one error of ours. */
export const variablesRefused = (errors: readonly GraphQLError[]): GraphQLError =>
  new GraphQLError(DOES_NOT_FIT, {
    nodes: [...new Set(errors.flatMap(({ nodes }) => nodes ?? []))],
    extensions: { code: 'BAD_USER_INPUT', problems: errors.map(variableProblem), http: { status: 400 } },
  });

/**
 * Where a variable does not fit its type, and what to mend there. graphql-js says it in one text that repeats the value, which may be hers: of that
 * text only the path and the names of our own schema are taken over.
 */
export function variableProblem(error: GraphQLError): { path: string; message: string } {
  if (error.message.startsWith(TOO_MANY)) return { path: '', message: MORE_TO_MEND };
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
