import { GraphQLSchemaHost } from '@nestjs/graphql';
import { PolicyScan } from '../../src/identity/index.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, REFUGE } from '../support/journey.js';
import { KeptLog } from '../support/keep-log.js';
import { CANARY, malformedInputs, type MalformedInput } from '../support/malformed.mjs';

/** What a prototype of this house was shown to hold; ours has at least as many. */
const AT_LEAST = 1671;
const WHO = [
  ['CASEWORKER', CASEWORKER],
  ['AGENCY', REFUGE],
  ['MANAGER', 'manager@riverside.example'],
  ['ADMINISTRATOR', 'administrator@network.example'],
  ['ANALYST', 'analyst@funder.example'],
] as const;
const EXPECTED = new Set([
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'NOT_AVAILABLE_YET',
  'TOO_COMPLEX',
  'TOO_MANY_REQUESTS',
]);
const OF_THE_HOUSE =
  /SQLITE|constraint|syntax error at|SELECT |UPDATE |node_modules|\/src\/|\/dist\/|\bat \w+ \(|TypeError|RangeError/;

describe.each(DATABASES)('inputs that do not fit, on %s', (kind) => {
  let app: TestApp;
  let inputs: MalformedInput[];
  let address: string;
  const log = new KeptLog();
  const tokens = new Map<string, string | null>();
  beforeAll(async () => {
    app = await TestApp.start(kind, {}, log);
    await app.nest.listen(0, '127.0.0.1');
    address = `${await app.nest.getUrl()}/graphql`;
    inputs = malformedInputs(app.nest.get(GraphQLSchemaHost).schema, AT_LEAST);
    for (const { operation, allowed } of app.nest.get(PolicyScan, { strict: false }).operations()) {
      const [, email] = WHO.find(([role]) => allowed?.some((one) => one === role || one === 'SIGNED_IN')) ?? [];
      tokens.set(operation, email ? await app.token(email) : null);
    }
  });
  afterAll(() => app.close());

  it('are refused with words for it, whatever and wherever they are: no error of the house, and nothing of hers in an answer', async () => {
    expect(inputs.length).toBeGreaterThanOrEqual(AT_LEAST);
    const wrong: object[] = [];
    const codes = new Map<string, number>();
    for (const { operation, path, query, variables } of inputs) {
      const token = tokens.get(operation);
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      const { errors } = JSON.parse(text) as Answer;
      for (const { extensions } of errors ?? []) codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
      const unforeseen = errors?.find(({ extensions }) => !EXPECTED.has(extensions.code));
      if (response.status >= 500 || unforeseen || OF_THE_HOUSE.test(text) || text.includes(CANARY))
        wrong.push({
          operation,
          path,
          query: query.slice(0, 300),
          variables: JSON.stringify(variables).slice(0, 300),
          answer: text.slice(0, 300),
        });
    }
    expect(wrong).toEqual([]);
    // Most were looked at and refused; a run in which nobody could ask anything would prove nothing.
    expect(codes.get('BAD_USER_INPUT')).toBeGreaterThan(AT_LEAST / 10);
    expect(codes.get('GRAPHQL_VALIDATION_FAILED')).toBeGreaterThan(AT_LEAST / 10);
    expect(JSON.stringify(log.lines)).not.toContain(CANARY);
  }, 300_000);

  it('leave the house as it was for the next', async () => {
    expect((await app.as(CASEWORKER)('{ me { email } }')).data).toEqual({ me: { email: CASEWORKER } });
  });
});
