import { getNamedType, isObjectType, isRequiredArgument, type GraphQLSchema } from 'graphql';

/** A selection of every field that a type has, whatever is added to it later; `but` leaves fields out by their path. */
export function wholeOf(schema: GraphQLSchema, typeName: string, but: readonly string[] = [], at = ''): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`there is no object type ${typeName}`);
  const fields = Object.values(type.getFields()).filter(
    ({ name, args }) => !but.includes(at + name) && !args.some(isRequiredArgument),
  );
  return fields
    .map(({ name, type: of }) => {
      const inner = getNamedType(of);
      return isObjectType(inner) ? `${name} { ${wholeOf(schema, inner.name, but, `${at}${name}.`)} }` : name;
    })
    .join(' ');
}
