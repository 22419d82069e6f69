import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  defaultFieldResolver,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { bitsOf, inheritSides, kindOf, sidesIn, sidesOn } from './her-policy.js';

type Field = GraphQLField<unknown, unknown>;

/** A field by such a name points at her, whatever its type says of itself. */
const POINTS_AT_HER = /^(client|consent|referral|plan)(Ids?|Codes?)$/;

/**
 * What carries her stands behind a policy that is declared beside each type. The application does not start where one is missing, and where a presenter
 * forgets its veil, this is the second one.
 */
@Injectable()
export class HerPolicy implements OnApplicationBootstrap {
  constructor(
    private readonly modules: ModuleRef,
    private readonly adapters: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    // A command has no door: nothing is asked of it.
    if (!(this.adapters as { httpAdapter?: unknown }).httpAdapter) return;
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false });
    const silent = withoutPolicy(schema);
    if (silent.length > 0)
      throw new Error(`These carry a woman and have no policy (@CarriesHer, @For, @LeadsToHer): ${silent.join(', ')}`);
    veilAll(schema);
  }
}

/** Types that have none, and fields (`Type.field`). What stands beside a type of hers, one way or the other, is hers too, unless it says that it is not. */
export function withoutPolicy(schema: GraphQLSchema): string[] {
  const types = objectTypes(schema);
  const undeclared = types.filter((type) => kindOf(type.extensions) === undefined);
  const inHers = new Set(types.filter(isHers).flatMap((type) => namesBelow(schema, type)));
  const silent = undeclared.filter(
    (type) =>
      inHers.has(type.name) ||
      leadsToHer(schema, type) ||
      Object.keys(type.getFields()).some((field) => POINTS_AT_HER.test(field)),
  );
  return [...silent.map(({ name }) => name), ...types.filter(isHers).flatMap(fieldsWithoutPolicy)];
}

function fieldsWithoutPolicy(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const sides = sidesOf(type, field);
    if (!sides) return [`${type.name}.${field.name}`];
    // What some of those who see the whole may not see must be able to be empty.
    const narrower = sidesIn(type.extensions) === undefined && (bitsOf(sides) & everyBit) !== everyBit;
    return narrower && isNonNullType(field.type) && !isListType(field.type.ofType)
      ? [`${type.name}.${field.name} (is never empty, and not for every side)`]
      : [];
  });
}

const everyBit = bitsOf(['HERS', 'TEAM', 'MANAGER', 'RECEIVER', 'RECEIVER_CLOSED', 'RECEIVERS_MANAGER']);

const isHers = (type: GraphQLObjectType): boolean => kindOf(type.extensions) === 'her';

const sidesOf = (type: GraphQLObjectType, field: Field) => sidesIn(field.extensions) ?? sidesIn(type.extensions);

const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) &&
      !type.name.startsWith('__') &&
      type !== schema.getQueryType() &&
      type !== schema.getMutationType(),
  );

/** The object types that a type's fields are of; of a union, its members. */
function namesBelow(schema: GraphQLSchema, type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isAbstractType(named)) return schema.getPossibleTypes(named).map(({ name }) => name);
    return isObjectType(named) ? [named.name] : [];
  });
}

const leadsToHer = (schema: GraphQLSchema, type: GraphQLObjectType): boolean =>
  namesBelow(schema, type).some((name) => {
    const below = schema.getType(name);
    const kind = below && kindOf(below.extensions);
    return kind === 'her' || kind === 'way';
  });

function veilAll(schema: GraphQLSchema): void {
  const hers = new Set(objectTypes(schema).filter(isHers));
  for (const type of hers)
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      veil(field, bitsOf(sidesOf(type, field) ?? []), isObjectType(below) && hers.has(below));
    }
}

/** Nothing where the reader looks from another side: null, no entries, or (where there is always something) no answer at all. */
function veil(field: Field, allowed: number, passesOn: boolean): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const nothing = isNonNullType(field.type) && isListType(field.type.ofType) ? [] : null;
  field.resolve = (source, args, context, info) => {
    const bits = sidesOn(source);
    if ((bits & allowed) === 0) return nothing;
    const value: unknown = resolve(source, args, context, info);
    if (!passesOn) return value;
    if (value instanceof Promise)
      return value.then((settled: unknown) => {
        inheritSides(settled, bits);
        return settled;
      });
    inheritSides(value, bits);
    return value;
  };
}
