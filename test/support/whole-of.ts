import { getNamedType, isObjectType, isRequiredArgument, type GraphQLSchema } from 'graphql';

/**
 * A selection of every field that a type has, whatever is added to it later; `but` leaves fields out by their path. What leads back to a type that it is
 * within already is left out: a referral's plan has referrals.
 */
export function wholeOf(
  schema: GraphQLSchema,
  typeName: string,
  but: readonly string[] = [],
  at = '',
  within: readonly string[] = [],
): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`there is no object type ${typeName}`);
  const inside = [...within, typeName];
  const fields = Object.values(type.getFields()).filter(
    ({ name, args, type: of }) =>
      !but.includes(at + name) && !args.some(isRequiredArgument) && !inside.includes(getNamedType(of).name),
  );
  return fields
    .map(({ name, type: of }) => {
      const inner = getNamedType(of);
      return isObjectType(inner) ? `${name} { ${wholeOf(schema, inner.name, but, `${at}${name}.`, inside)} }` : name;
    })
    .join(' ');
}
