import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Always the same inputs: a failure must come again. */
const SEED = 1671;
/** Stands in whatever is sent: no answer may have it. */
export const CANARY = 'canary-0170-5550101';
/** How far down inputs within inputs are gone into. */
const DEEPEST = 4;

/** Values that some place does not expect: other kinds, other sizes, characters that databases and logs trip over. */
const hostile = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, -0, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e',
    '\r\n',
    '🌙',
    '{}',
    '[]',
    'null',
    'NaN',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom(
    `' OR 1=1 --`,
    `"; DROP TABLE client; --`,
    '%_\\',
    '$1',
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
    'javascript:alert(1)',
  ),
  fc.constantFrom(
    '2026-02-30',
    '2026-13-01T00:00:00Z',
    '-000001-01-01',
    '9999-12-31T23:59:59-14:00',
    '24:60',
    'Europe/Nowhere',
  ),
  fc.constantFrom([], {}, [null], [[]], [{}], { [CANARY]: CANARY }, [CANARY, [CANARY]], {
    __proto__: null,
    a: { b: { c: CANARY } },
  }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1000, max: 9000 }).map((length) => CANARY.repeat(Math.ceil(length / CANARY.length))),
  fc.array(fc.oneof(fc.integer(), fc.string()), { minLength: 90, maxLength: 150 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** At least so many operations that each have one value that does not fit: every argument and every field of every input in turn. */
export function malformedInputs(schema, atLeast = SEED) {
  const places = placesIn(schema);
  const each = Math.ceil(atLeast / places.length);
  return places.flatMap(({ field, kind, path }, n) =>
    fc.sample(hostile, { seed: SEED + n, numRuns: each }).map((value, m) => ({
      operation: field.name,
      path: path.join('.'),
      // Half of them as a variable, half written into the document, as far as a document can have them.
      ...(m % 2 ? written(kind, field, path, value) : asVariables(kind, field, path, value)),
    })),
  );
}

function placesIn(schema) {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ];
  return roots.flatMap(([kind, root]) =>
    Object.values(root.getFields()).flatMap((field) =>
      field.args.flatMap((argument) => pathsIn(argument.type, [argument.name]).map((path) => ({ field, kind, path }))),
    ),
  );
}

function pathsIn(type, path) {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || path.length > DEEPEST) return [path];
  return [path, ...Object.values(named.getFields()).flatMap((field) => pathsIn(field.type, [...path, field.name]))];
}

const selectionOf = (field) => (isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '');

/** What fits everywhere but at the path. */
function valuesFor(field, path, value) {
  const given = field.args.filter(({ name, type }) => isNonNullType(type) || name === path[0]);
  return given.map((argument) => [
    argument,
    fitting(argument.type, argument.name === path[0] ? path.slice(1) : null, value),
  ]);
}

function fitting(type, path, value) {
  if (path?.length === 0) return value;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [fitting(nullable.ofType, path, value)];
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      ({ name, type: of }) => isNonNullType(of) || name === path?.[0],
    );
    return Object.fromEntries(
      fields.map((each) => [each.name, fitting(each.type, each.name === path?.[0] ? path.slice(1) : null, value)]),
    );
  }
  if (isEnumType(nullable)) return nullable.getValues()[0].name;
  return (
    { Int: 1, Float: 1.5, Boolean: true, Date: '2026-03-01', DateTime: '2026-03-01T09:30:00Z' }[nullable.name] ?? 'x'
  );
}

function asVariables(kind, field, path, value) {
  const values = valuesFor(field, path, value);
  const declared = values.map(([{ name, type }]) => `$${name}: ${type}`).join(', ');
  const used = values.map(([{ name }]) => `${name}: $${name}`).join(', ');
  return {
    query: `${kind} (${declared}) { ${field.name}(${used})${selectionOf(field)} }`,
    variables: Object.fromEntries(values.map(([{ name }, given]) => [name, given])),
  };
}

function written(kind, field, path, value) {
  const used = valuesFor(field, path, value)
    .map(([{ name, type }, given]) => `${name}: ${literal(given, type)}`)
    .join(', ');
  return { query: `${kind} { ${field.name}(${used})${selectionOf(field)} }`, variables: {} };
}

function literal(value, type) {
  const nullable = type && getNullableType(type);
  if (Array.isArray(value))
    return `[${value.map((each) => literal(each, isListType(nullable) ? nullable.ofType : nullable)).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const of = isInputObjectType(nullable) ? nullable.getFields() : {};
    return `{${Object.entries(value)
      .map(([name, each]) => `${name}: ${literal(each, of[name]?.type)}`)
      .join(' ')}}`;
  }
  if (isEnumType(nullable) && nullable.getValue(value)) return value;
  return JSON.stringify(value);
}
