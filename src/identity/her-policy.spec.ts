import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
  type GraphQLFieldConfig,
} from 'graphql';
import { HerPolicy, withoutPolicy } from './her-policy.scan.js';
import { KIND, lookedAtFrom, SIDES, type Side } from './her-policy.js';

type Fields = Record<string, GraphQLFieldConfig<unknown, unknown>>;

const field = (...sides: Side[]): GraphQLFieldConfig<unknown, unknown> => ({
  type: GraphQLString,
  extensions: sides.length > 0 ? { [SIDES]: sides } : {},
});
const type = (name: string, fields: Fields, kind?: 'her' | 'way' | 'nobody', ...sides: Side[]): GraphQLObjectType =>
  new GraphQLObjectType({
    name,
    fields,
    extensions: { ...(kind && { [KIND]: kind }), ...(sides.length > 0 && { [SIDES]: sides }) },
  });
const of = (asked: GraphQLObjectType): GraphQLFieldConfig<unknown, unknown> => ({
  type: asked,
  extensions: { [SIDES]: ['HERS', 'RECEIVER'] },
});
const schemaOf = (root: Fields, presented?: () => unknown): GraphQLSchema =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: Object.fromEntries(Object.entries(root).map(([name, each]) => [name, { ...each, resolve: presented }])),
    }),
  });

/** As Nest would start it. */
const start = (schema: GraphQLSchema): void => {
  const modules = { get: () => ({ schema }) };
  new HerPolicy(modules as never, { httpAdapter: {} } as never).onApplicationBootstrap();
};

describe('what carries her has a policy, or nothing starts', () => {
  const word = type('Word', { said: field() }, 'her', 'HERS');

  it('names a field that says nothing where its type says nothing for all', () => {
    const her = type('Her', { id: field('HERS'), forgotten: field() }, 'her');
    expect(withoutPolicy(schemaOf({ her: of(her) }))).toEqual(['Her.forgotten']);
    expect(() => start(schemaOf({ her: of(her) }))).toThrow('Her.forgotten');
  });

  it('names a type that stands in hers, that leads to hers, or that points at her by name', () => {
    const inside = type('Inside', { text: field() });
    const her = type('Her', { inside: of(inside), word: of(word) }, 'her', 'HERS');
    const page = type('Page', { node: of(her) });
    const list = type('Waiting', { clientId: field() });
    expect(withoutPolicy(schemaOf({ her: of(her), page: of(page), list: of(list) }))).toEqual([
      'Inside',
      'Page',
      'Waiting',
    ]);
  });

  it('leaves alone what says that it carries nobody, and what has nothing to do with her', () => {
    const place = type('Place', { name: field() }, 'nobody');
    const her = type('Her', { place: of(place) }, 'her', 'HERS');
    expect(withoutPolicy(schemaOf({ her: of(her), clock: of(type('Clock', { time: field() })) }))).toEqual([]);
  });

  it('names a field that some may not see and that can never be empty', () => {
    const never = { type: new GraphQLNonNull(GraphQLString), extensions: { [SIDES]: ['HERS'] } };
    const her = type('Her', { never }, 'her');
    expect(withoutPolicy(schemaOf({ her: of(her) }))[0]).toMatch(/^Her\.never /);
  });
});

describe('a presenter that forgets its veil', () => {
  const list = { type: new GraphQLNonNull(new GraphQLList(GraphQLString)), extensions: { [SIDES]: ['HERS'] } };
  const everything = () => ({ code: 'A1', secret: 'her word', notes: ['a note'], word: { said: 'this' } });
  const asked = async (presented: () => unknown) => {
    const word = type('Word', { said: field() }, 'her', 'HERS');
    const her = type(
      'Her',
      { code: field('HERS', 'RECEIVER'), secret: field('HERS'), notes: list, word: of(word) },
      'her',
    );
    const schema = schemaOf({ her: of(her) }, presented);
    start(schema);
    const { data, errors } = await graphql({ schema, source: '{ her { code secret notes word { said } } }' });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as unknown;
  };

  it('shows a receiver what is for a receiver, and of the rest nothing', async () => {
    expect(await asked(() => lookedAtFrom(everything(), ['RECEIVER']))).toEqual({
      her: { code: 'A1', secret: null, notes: [], word: { said: null } },
    });
  });

  it('shows her own side all of it, also within', async () => {
    expect(await asked(() => lookedAtFrom(everything(), ['HERS']))).toEqual({ her: everything() });
  });

  it('shows nothing of what nobody said from where it is looked at', async () => {
    expect(await asked(everything)).toEqual({ her: { code: null, secret: null, notes: [], word: null } });
  });
});
