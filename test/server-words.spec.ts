import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  parse,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { sentenceIn } from '../web/src/words/sentences.js';
import { NOT_FOR_READERS, saidByServer, sentencesIn } from './support/said-by-server.js';

const WORDS = 'web/src/words';
const read = (language: string) =>
  JSON.parse(readFileSync(`${WORDS}/${language}/server.json`, 'utf8')) as Record<string, string>;
const said = saidByServer();
const SPANISH = read('es');
const ARABIC = read('ar');

/** Arabic has the main story: sign in, find, woman, consent, refer, inbox; and what is said to everybody. */
const MAIN_STORY = [
  'clients/',
  'consent/',
  'directory/find-listings',
  'directory/for-her.ts',
  'directory/learning/learnt.ts',
  'directory/search/',
  'identity/identity.resolver.ts',
  'identity/sign-in.input.ts',
  'plans/',
  'platform/',
  'referrals/',
  'retention/request/',
  'seeds/',
];
const ofMainStory = said.filter(({ files }) => files.some((file) => MAIN_STORY.some((each) => file.startsWith(each))));

const unsaid = (sentences: typeof said, words: Record<string, string>): string[] =>
  sentences.filter(({ text }) => !words[text]?.trim()).map(({ text, files }) => `${files.join(', ')}: ${text}`);
const placesIn = (text: string): string[] => (text.match(/\{\d\}/g) ?? []).sort();

describe('what the server says, in the words of the pages', () => {
  it('is found in its sources', () => expect(said.length).toBeGreaterThan(300));

  it('is said whole in Spanish', () => expect(unsaid(said, SPANISH)).toEqual([]));

  it('is said in Arabic as far as the main story goes', () => expect(unsaid(ofMainStory, ARABIC)).toEqual([]));

  it.each([
    ['Spanish', SPANISH],
    ['Arabic', ARABIC],
  ])('has nothing in %s that the server does not say any more, and loses nothing that is put into it', (_, words) => {
    const texts = new Set(said.map(({ text }) => text));
    expect(Object.keys(words).filter((english) => !texts.has(english))).toEqual([]);
    expect(
      Object.entries(words).filter(([english, wording]) => placesIn(english).join() !== placesIn(wording).join()),
    ).toEqual([]);
  });

  it.each([
    ['Spanish', SPANISH],
    ['Arabic', ARABIC],
  ])('tells each sentence from every other in %s, whatever was put into it', (_, words) => {
    const filled = (text: string): string => text.replace(/\{(\d)\}/g, (_whole, place: string) => `${place}00`);
    const mistaken = Object.entries(words).filter(
      ([english, wording]) => sentenceIn(words, filled(english), (value) => value) !== filled(wording),
    );
    expect(mistaken).toEqual([]);
  });

  it('leaves out nothing but what is there and says something that nobody reads', () => {
    const silent = Object.keys(NOT_FOR_READERS).filter((each) => {
      const path = join('src', each);
      if (!existsSync(path)) return true;
      const below = each.endsWith('.ts') ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' });
      const files = below
        .map((name) => each + name)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
      return files.every((file) => sentencesIn(file, readFileSync(join('src', file), 'utf8')).length === 0);
    });
    expect(silent).toEqual([]);
  });
});

describe('a sentence of the server', () => {
  const found = (source: string): string[] => sentencesIn('referrals/any.ts', source);

  it('is found wherever it stands', () => {
    expect(found("const WHY = 'Say why, in words.';")).toEqual(['Say why, in words.']);
    expect(found('const why = (most: number) => `Say why, in ${most} of ${list(2)} words.`;')).toEqual([
      'Say why, in {0} of {1} words.',
    ]);
    expect(found("const ALL = 'all of them'; const WHY = `Say why of ${ALL}.`;")).toEqual(['Say why of all of them.']);
    expect(found("throw invalidAt('why', 'without a stop');")).toEqual(['without a stop']);
    expect(found("class A { @Max(3, { message: 'Three' }) a = 1; }")).toEqual(['Three']);
    expect(sentencesIn('interchange/hsds/any.ts', "row.quarantine('id', 'no id of its own');")).toEqual([
      'no id of its own',
    ]);
  });

  it('is not what nobody reads on a page', () => {
    expect(found("class A { @Field({ description: 'Why it is so.' }) a = 1; }")).toEqual([]);
    expect(found("const SO = 'Why it is so.'; class A { @Field({ description: SO }) a = 1; }")).toEqual([]);
    expect(found("throw new Error('It cannot be so.');")).toEqual([]);
    expect(found("this.log.error({}, 'It is so.');")).toEqual([]);
    expect(found('const rows = tx.all(sql`SELECT one. Or two.`);')).toEqual([]);
  });
});

describe('where the server speaks', () => {
  const schema = buildSchema(readFileSync('schema.gql', 'utf8'));
  const isProblem = (name: string): boolean => {
    const type = schema.getType(name);
    return isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Problem');
  };
  const mayBeProblem = (type: GraphQLOutputType): boolean => {
    const named = getNamedType(type);
    return isUnionType(named) ? named.getTypes().some(({ name }) => isProblem(name)) : isProblem(named.name);
  };
  /** As web/src/ask/said.ts looks for them. */
  const SPEAKING = ['finding', 'stays'];

  it('is the top of an answer, where the pages listen', () => {
    const roots = ['Query', 'Mutation'];
    const below = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !roots.includes(type.name));
    const fields = below.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
    expect(fields.filter(({ type }) => mayBeProblem(type)).map(({ name }) => name)).toEqual([]);
    const speaking = below.filter((type) => isObjectType(type) && SPEAKING.some((name) => name in type.getFields()));
    expect(speaking.map(({ name }) => name).sort()).toEqual(['AuditVerification', 'ClientErased']);
    expect(fields.filter(({ type }) => speaking.includes(getNamedType(type))).map(({ name }) => name)).toEqual([]);
  });

  it('is asked by the pages field by field: a whole refusal begins with names for programs', () => {
    const files = readdirSync('web/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.graphql'),
    );
    const definitions = files.flatMap(
      (name): readonly DefinitionNode[] => parse(readFileSync(join('web/src', name), 'utf8')).definitions,
    );
    const fragments = new Map(
      definitions
        .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
        .map((each) => [each.name.value, each]),
    );
    const namesIn = ({ selections }: SelectionSetNode): string[] =>
      selections.flatMap((each) => {
        if (each.kind === Kind.FIELD) return [each.name.value];
        const inner = each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value);
        return inner ? namesIn(inner.selectionSet) : [];
      });
    const mutations = schema.getMutationType()?.getFields() ?? {};
    const unasked = definitions.flatMap((each) => {
      if (each.kind !== Kind.OPERATION_DEFINITION || each.operation !== OperationTypeNode.MUTATION) return [];
      return each.selectionSet.selections.flatMap((field) => {
        if (field.kind !== Kind.FIELD || !field.selectionSet) return [];
        const type = mutations[field.name.value] && getNamedType(mutations[field.name.value]?.type);
        if (!isUnionType(type) || !type.getTypes().some(({ name }) => name === 'InvalidInput')) return [];
        const names = namesIn(field.selectionSet);
        return names.includes('message') && !names.includes('problems') ? [field.name.value] : [];
      });
    });
    expect(unasked).toEqual([]);
  });
});
