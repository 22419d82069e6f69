import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { weigh } from './excess.js';
import { LIMITS } from './limits.js';

const schema = buildSchema(readFileSync('schema.gql', 'utf8'));
const excess = (text: string, variables: Record<string, unknown> = {}) => weigh(schema, parse(text), variables).excess;
const times = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n)).join(' ');

/** Each control at its limit, and one beyond it. Taking the control's line away makes its own case fail, and no other. */
const CONTROLS: [string, (count: number) => string, number, RegExp][] = [
  ['aliases', (count) => `{ me { ${times(count, (n) => `a${n}: id`)} } }`, LIMITS.aliases, /aliases/],
  [
    'directives at one place',
    (n) => `{ me { id ${'@skip(if: true) '.repeat(n)} } }`,
    LIMITS.directivesAtOnePlace,
    /at one place/,
  ],
  [
    'directives',
    (count) => `{ me { ${'... @skip(if: true) { id } '.repeat(count)} } }`,
    LIMITS.directives,
    /more than \d+ directives$/,
  ],
  ['repeated fields', (count) => `{ me { id ${'id '.repeat(count)} } }`, LIMITS.repeats, /repeated/],
  [
    'uses of fragments',
    (count) => `{ me { ${'...A '.repeat(count)} } } fragment A on StaffMember { id }`,
    LIMITS.spreads,
    /uses of fragments/,
  ],
  ['root fields', (count) => `{ ${times(count, () => '...on Query { me { id } }')} }`, LIMITS.rootFields, /operations/],
  [
    'depth',
    (count) => `{ me { ${'organization { '.repeat(count - 2)} id ${'}'.repeat(count - 2)} } }`,
    LIMITS.depth,
    /within more/,
  ],
  [
    'fields',
    (count) => `{ me { ${times(count - 1, () => '...on StaffMember { id }')} } }`,
    LIMITS.fields,
    /more than \d+ fields/,
  ],
  [
    'values in a list',
    (count) => `{ findListings(where: { services: [${'"a" '.repeat(count)}] }) { matches { totalCount } } }`,
    LIMITS.list,
    /values in one list/,
  ],
];

describe('the limits of a document', () => {
  it.each(CONTROLS)('hold %s: the most is taken, and one more is not', (_name, document, most, words) => {
    expect(excess(document(most))).toBeNull();
    expect(excess(document(most + 1))).toMatch(words);
  });

  it('hold variables: their lists, and how deep they go', () => {
    const document = 'query ($a: ID) { client(id: $a) { id } }';
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    expect(excess(document, { a: Array.from({ length: LIMITS.list }, () => 1) })).toBeNull();
    expect(excess(document, { a: Array.from({ length: LIMITS.list + 1 }, () => 1) })).toMatch(/values in one list/);
    expect(excess(document, { a: deep(LIMITS.valueDepth - 1) })).toBeNull();
    expect(excess(document, { a: deep(LIMITS.valueDepth) })).toMatch(/values within/);
    expect(excess(document, { a: JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`) as unknown })).toMatch(
      /values/,
    );
  });

  it('multiply pages within pages, whether the number stands in the document or in a variable', () => {
    const nested = (first: string) =>
      `query ($n: Int) { referrals(inbox: ALL, first: ${first}) { edges { node { client { referrals(first: ${first}) { edges { node { id code status } } } } } } } }`;
    expect(excess(nested('10'))).toBeNull();
    expect(excess(nested('100'))).toMatch(/pages within pages/);
    expect(excess(nested('$n'), { n: 10 })).toBeNull();
    expect(excess(nested('$n'), { n: 100 })).toMatch(/pages within pages/);
    expect(excess(nested('$n'))).toMatch(/pages within pages/);
    // What no page can be is refused at its own place, and is no way round until then.
    for (const never of ['0', '-5', '2147483647']) expect(excess(nested(never))).toMatch(/pages within pages/);
  });

  it('count a page where its number stands on the field above', () => {
    const page = (first: number, fields: number) =>
      `{ findListings(where: {}, first: ${first}) { matches { edges { node { listing { ${times(fields, () => '... { id }')} } } } } } }`;
    expect(excess(page(100, 190))).toBeNull();
    expect(excess(page(100, 200))).toMatch(/too large/);
    expect(excess(page(10, 200))).toBeNull();
  });

  it('count fragments in fragments as what they become, in no time', () => {
    const chain = times(45, (n) => `fragment F${n} on StaffMember { ...F${n + 1} ...F${n + 1} }`);
    const bomb = `{ me { ...F0 } } ${chain} fragment F45 on StaffMember { id }`;
    expect(excess(bomb)).toMatch(/more than \d+ fields/);
  });

  it('leave to validation what is wrong: a fragment within itself, what is not there', () => {
    const circle = '{ me { ...A } } fragment A on StaffMember { id ...B } fragment B on StaffMember { ...A }';
    for (const wrong of [circle, '{ nothing { at { all } } }', '{ me { ...Nothing } }', 'subscription { me }'])
      expect(excess(wrong)).toBeNull();
    for (const name of ['constructor', '__proto__', 'toString']) expect(excess(`{ ${name} { ${name} } }`)).toBeNull();
  });

  it('refuse braces in braces before anything goes down them', () => {
    expect(excess(`${'{ me '.repeat(1300)}${'}'.repeat(1300)}`)).toMatch(/within more/);
    expect(excess(`{ ${'... { '.repeat(1300)} __typename ${'}'.repeat(1301)}`)).toMatch(/within more/);
  });

  it('let the schema be asked about itself, as tools ask', () => {
    expect(excess(getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }))).toBeNull();
  });
});
