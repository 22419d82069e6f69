import {
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** What a reader found in one field: something, or the field with nothing in it. Never there at all is no entry. */
export type Found = Map<string, 'V' | 'n'>;

/** Types of the directory, which lead to each other without end: within what is hers they are asked for their own words and their door. */
const PLACES = new Set(['Listing', 'Organization']);
const DOOR = new Set(['Address']);
/** As large as a piece of a selection gets: what stands side by side is asked in several. */
const PIECE = 20;

/** Everything that can be read below a field, in pieces that can be put together as one likes; `deep` is how many types within types. */
export function piecesOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, deep: number): string[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return partsOf(schema, type, [], deep);
  if (!isAbstractType(type)) return [];
  return schema
    .getPossibleTypes(type)
    .flatMap((each) => partsOf(schema, each, [], deep).map((part) => `... on ${each.name} { ${part} }`));
}

/** Each field of a type as a piece of its own; what is below one, in several. */
function partsOf(schema: GraphQLSchema, type: GraphQLObjectType, within: readonly string[], deep: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const paged = field.args.some(({ name }) => name === 'first') ? `${field.name}(first: 2)` : field.name;
    const inner = getNamedType(field.type);
    if (isAbstractType(inner)) return [`${field.name} { __typename }`];
    if (!isObjectType(inner)) return [field.name];
    if (!mayGoInto(type, inner, within, deep)) return [];
    const parts = partsOf(schema, inner, [...within, type.name], deep);
    const asked = within.length < 2 || isPage(type) || isPage(inner) ? pack(parts) : [parts.join(' ')];
    return parts.length === 0 ? [] : asked.map((some) => `${paged} { ${some} }`);
  });
}

const isPage = ({ name }: GraphQLObjectType): boolean => /(Connection|Edge)$/.test(name);

function mayGoInto(
  type: GraphQLObjectType,
  inner: GraphQLObjectType,
  within: readonly string[],
  deep: number,
): boolean {
  if ([...within, type.name].includes(inner.name)) return false;
  const above = within.filter((name) => !/(Connection|Edge)$/.test(name));
  if (PLACES.has(type.name) && above.length > 1) return DOOR.has(inner.name);
  return above.length < deep;
}

/** Together as many as make one piece. One that comes back under the same name is merged by GraphQL itself. */
function pack(parts: readonly string[]): string[] {
  const packed: string[][] = [];
  let room = 0;
  for (const part of parts) {
    const size = part.split(/\s+/).filter((word) => /^\w/.test(word)).length;
    if (size > room) {
      packed.push([]);
      room = PIECE;
    }
    packed.at(-1)?.push(part);
    room -= size;
  }
  return packed.map((some) => some.join(' '));
}

/** Goes through an answer beside the schema and notes, for every field that is in it, whether something stood there. */
export function note(schema: GraphQLSchema, type: GraphQLOutputType, value: unknown, found: Found): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) note(schema, type, each, found);
    return;
  }
  const named = getNamedType(type);
  if (typeof value !== 'object') return;
  const of = isAbstractType(named) ? schema.getType((value as { __typename: string }).__typename) : named;
  if (!isObjectType(of)) return;
  for (const [name, inside] of Object.entries(value as Record<string, unknown>)) {
    const field = of.getFields()[name];
    if (!field) continue;
    const key = `${of.name}.${name}`;
    if (!isNothing(inside)) found.set(key, 'V');
    else if (!found.has(key)) found.set(key, 'n');
    note(schema, field.type, inside, found);
  }
}

/** A veil may be an empty list, or the name that stands for a place that is not told. */
const isNothing = (value: unknown): boolean =>
  value === null || value === '…' || (Array.isArray(value) && value.length === 0);
