import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** `YYYY-MM-DDTHH:mm`, optional seconds and fraction, and an offset that must be there. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const STORED_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

// These messages say what to mend and never repeat the value: it may be hers.
export const INSTANT_WANTED =
  'A DateTime is an ISO 8601 instant with its offset, like 2026-03-01T09:30:00Z or 2026-03-01T11:30:00+02:00.';
export const DATE_WANTED = 'A Date is a calendar date that exists, written YYYY-MM-DD, like 2026-03-01.';

/** An instant with offset, as UTC text of fixed width; null where it is none. */
export function instantFrom(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const parts = INSTANT.exec(value);
  if (!parts || !isCalendarDate(parts[1])) return null;
  const [, date, hours, minutes, seconds = '00', fraction = '', offset] = parts;
  const millis = fraction.padEnd(3, '0').slice(0, 3);
  const at = new Date(`${date}T${hours}:${minutes}:${seconds}.${millis}${offset}`);
  // An offset can carry the first or the last hours there are out of the four-digit years.
  const text = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  return STORED_INSTANT.test(text) ? text : null;
}

/** Whether this is `YYYY-MM-DD` and a day that exists: 30 February is none. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== 'string' || !CALENDAR_DATE.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

function readInstant(value: unknown): string {
  const instant = instantFrom(value);
  if (instant === null) throw new GraphQLError(INSTANT_WANTED);
  return instant;
}

function readDate(value: unknown): string {
  if (!isCalendarDate(value)) throw new GraphQLError(DATE_WANTED);
  return value;
}

function writeInstant(value: unknown): string {
  return readInstant(value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value);
}

const literal = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);

/** In our own code an instant is always text like `2026-03-01T09:30:00.000Z`: text order is time order. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'An instant: ISO 8601 with offset, `Z` or `±hh:mm`; without one it is refused. Stored, compared and given back in UTC, to the millisecond.',
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(literal(node)),
  serialize: writeInstant,
});

/** In our own code a date is always text like `2026-03-01`. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'ISO 8601 calendar date, `YYYY-MM-DD`, without time or zone; a day that does not exist is refused.',
  parseValue: readDate,
  parseLiteral: (node) => readDate(literal(node)),
  serialize: readDate,
});
