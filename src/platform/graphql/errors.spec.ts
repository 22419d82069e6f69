import 'reflect-metadata';
import { GraphQLError, GraphQLSchema, buildSchema, graphqlSync, type GraphQLFormattedError } from 'graphql';
import { NoRoom } from '../database/index.js';
import type { Log, LogFields } from '../log.js';
import { errorFormatter, roleForbidden, unauthenticated } from './errors.js';
import { forbidden, invalidAt, invalidInput, NotAvailableYet } from './refusal.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { variableProblem } from './variable-problems.js';

const HERS = 'she is called on 0170 5550101';

class KeptLog implements Log {
  readonly lines: { fields: LogFields; message: string }[] = [];
  info = (fields: LogFields, message: string) => void this.lines.push({ fields, message });
  warn = this.info;
  error = this.info;
}

const log = new KeptLog();
beforeEach(() => log.lines.splice(0));

/** As Apollo hands an error over: written out, with a code, beside the error itself. */
function formatted(error: Error, code?: string): GraphQLFormattedError {
  const raw =
    error instanceof GraphQLError
      ? error
      : new GraphQLError(error.message, { originalError: error, path: ['client', 'note'] });
  const written = raw.toJSON();
  return errorFormatter(log)(
    { ...written, extensions: { ...written.extensions, code: code ?? raw.extensions.code ?? 'INTERNAL_SERVER_ERROR' } },
    raw,
  );
}

describe('an error that leaves the house', () => {
  it('says of what nobody foresaw an id and nothing else, and the log knows the id and where it happened', () => {
    const answer = formatted(new TypeError(`duplicate key value (${HERS})\n    at ${HERS}`));
    const { id } = answer.extensions as { id: string };
    expect(answer).toEqual({
      message: 'Something went wrong on our side.',
      path: ['client', 'note'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]!.fields).toMatchObject({ errorId: id, error: { name: 'TypeError' } });
    expect(log.lines[0]!.fields.error?.stack).toMatch(/at .*errors\.spec/);
    expect(JSON.stringify([answer, log.lines])).not.toContain('0170');
  });

  it('has another id each time', () => {
    expect(formatted(new Error('a')).extensions?.id).not.toBe(formatted(new Error('a')).extensions?.id);
  });

  it('keeps to itself whatever else came with it', () => {
    const raw = new GraphQLError('Sign in first.', {
      extensions: { code: 'UNAUTHENTICATED', token: HERS, stacktrace: [HERS] },
    });
    expect(formatted(raw)).toEqual({ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } });
    const database = Object.assign(new Error('SQLITE_CONSTRAINT'), { query: 'SELECT', parameters: [HERS] });
    expect(JSON.stringify(formatted(database))).not.toMatch(/0170|SELECT|SQLITE/);
    expect(JSON.stringify(log.lines)).not.toMatch(/0170|SELECT|SQLITE/);
  });

  it('says where nothing can be kept that nothing was done, and not why; the log says what is to be done', () => {
    const cause = Object.assign(new Error(HERS), { code: 'SQLITE_FULL', parameters: [HERS] });
    const answer = formatted(new NoRoom(cause));
    expect(answer).toMatchObject({
      message: expect.stringMatching(/^Nothing can be kept at the moment/),
      extensions: { code: 'CANNOT_BE_KEPT', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(log.lines).toEqual([
      {
        fields: { errorId: answer.extensions?.id, error: { name: 'NoRoom' } },
        message: expect.stringMatching(/make room/),
      },
    ]);
    expect(JSON.stringify([answer, log.lines])).not.toMatch(/0170|SQLITE/);
  });

  it('hides a code that is not of the list, and its message with it', () => {
    const raw = new GraphQLError(HERS, { extensions: { code: 'SOMETHING_NEW' } });
    expect(formatted(raw)).toMatchObject({ extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(formatted(raw))).not.toContain('0170');
  });

  it('says what was expected in our own words: who may not, and what is to be mended', () => {
    expect(formatted(unauthenticated()).extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect(formatted(roleForbidden()).extensions).toEqual({ code: 'FORBIDDEN' });
    expect(formatted(forbidden()).extensions).toEqual({ code: 'FORBIDDEN' });
    expect(formatted(new NotAvailableYet('A thing'))).toMatchObject({
      message: 'A thing is not available yet.',
      extensions: { code: 'NOT_AVAILABLE_YET' },
    });
    const problems = [
      { path: 'first', message: 'Ask for less.' },
      { path: 'after', message: 'Start again.' },
    ];
    expect(formatted(invalidInput(problems))).toMatchObject({
      message: 'first: Ask for less. after: Start again.',
      extensions: { code: 'BAD_USER_INPUT', problems },
    });
    expect(formatted(invalidAt('key', 'Use a new one.')).extensions?.problems).toEqual([
      { path: 'key', message: 'Use a new one.' },
    ]);
    expect(log.lines).toEqual([]);
  });

  it('tells a client where its document is wrong', () => {
    const raw = new GraphQLError('Cannot query field "x" on type "Query". Did you mean "y"?', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(formatted(raw)).toMatchObject({ message: 'There is no such field on type "Query".' });
  });
});

describe('a variable that does not fit', () => {
  const schema = new GraphQLSchema({
    ...buildSchema(`
      scalar DateTime
      scalar Date
      enum Urgency { NOW SOON }
      input Contact { details: String! voicemailOk: Boolean }
      input Open { ages: [Int!] contact: Contact contacts: [Contact!] urgency: Urgency at: DateTime on: Date name: String! }
      type Query { open(input: Open!): Boolean ids(ids: [ID!], count: Int): Boolean }
    `).toConfig(),
  });
  for (const [name, ours] of Object.entries({ DateTime: DateTimeScalar, Date: DateScalar }))
    Object.assign(schema.getType(name) ?? {}, { parseValue: ours.parseValue.bind(ours) });

  const said = (document: string, variables: Record<string, unknown>) => {
    const { errors } = graphqlSync({ schema, source: document, variableValues: variables });
    return (errors ?? []).map((error) => formatted(error, 'BAD_USER_INPUT'));
  };
  const open = (input: unknown) => said('query ($input: Open!) { open(input: $input) }', { input });
  const problemsOf = (answers: GraphQLFormattedError[]) => answers.flatMap((each) => each.extensions?.problems);

  it.each<[string, unknown, string, RegExp]>([
    ['in a list', { name: 'a', ages: [3, HERS] }, 'ages.1', /does not fit its type/],
    [
      'deep in another',
      { name: 'a', contacts: [{ details: 'x' }, { details: { said: HERS } }] },
      'contacts.1.details',
      /does not fit/,
    ],
    ['missing', { ages: [3], contact: { voicemailOk: true } }, 'contact.details', /needed/],
    ['null', { name: 'a', contact: { details: null } }, 'contact.details', /cannot be null/],
    ['no word of the list', { name: 'a', urgency: HERS }, 'urgency', /none of the words/],
    ['no word at all', { name: 'a', urgency: 5 }, 'urgency', /none of the words/],
    ['no object', { name: 'a', contact: HERS }, 'contact', /an object/],
    ['unknown', { name: 'a', [HERS]: true }, 'input', /does not exist/],
    ['unknown, and looks like a path', { name: 'a', 'x at "evil.path"; ': HERS }, 'input', /does not exist/],
    ['no instant', { name: 'a', at: HERS }, 'at', /ISO 8601 instant/],
    ['no date', { name: 'a', on: HERS }, 'on', /calendar date/],
    ['a value that looks like a path', { name: 'a', ages: ['x at "input.evil"; '] }, 'ages.0', /does not fit/],
  ])('is named by its place and never repeated: %s', (_what, input, path, message) => {
    const answers = open(input);
    expect(problemsOf(answers)).toContainEqual({ path, message: expect.stringMatching(message) });
    expect(answers[0]!.message).toBe('A variable does not fit its type.');
    expect(JSON.stringify(answers)).not.toMatch(/0170|evil/);
  });

  it('is named by its own name where it is the whole of it', () => {
    const document = 'query ($ids: [ID!], $count: Int) { ids(ids: $ids, count: $count) }';
    expect(problemsOf(said(document, { ids: [{ said: HERS }], count: HERS }))).toEqual([
      { path: 'ids.0', message: 'This does not fit its type.' },
      { path: 'count', message: 'This does not fit its type.' },
    ]);
    expect(problemsOf(said('query ($input: Open!) { open(input: $input) }', {}))).toEqual([
      { path: 'input', message: 'This is needed: give it.' },
    ]);
    expect(problemsOf(open(null))).toEqual([{ path: 'input', message: expect.stringMatching(/null/) }]);
  });

  it('is never repeated, whatever is put wherever', () => {
    for (const place of ['ages', 'contact', 'contacts', 'urgency', 'at', 'on'])
      for (const value of [HERS, [HERS], { a: HERS }, [[HERS]], [{ details: [HERS] }]])
        expect(JSON.stringify(open({ name: 'a', [place]: value }))).not.toContain('0170');
  });

  it('has no place that it does not say', () => {
    expect(variableProblem(new GraphQLError('Something else at "a.b"'))).toEqual({
      path: '',
      message: 'This does not fit its type.',
    });
  });
});
