import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { DateTimeScalar, INSTANT_WANTED } from '../scalars.js';
import { documentProblem } from './document-problems.js';

const HERS = 'x01705550101';
const schema = buildSchema(readFileSync('schema.gql', 'utf8'));
Object.assign(schema.getType('DateTime') ?? {}, { parseLiteral: DateTimeScalar.parseLiteral.bind(DateTimeScalar) });

function problemsOf(text: string): string[] {
  try {
    return validate(schema, parse(text, { maxTokens: 100 })).map(({ message }) => documentProblem(message));
  } catch (error) {
    return [documentProblem((error as Error).message)];
  }
}

/** A document for each form of problem, with what somebody typed into it wherever a document takes anything. */
const WRONG: [string, string][] = [
  [`{ ${HERS} }`, 'There is no such field on type "Query".'],
  [`{ me { ids: ${HERS} } }`, 'There is no such field on type "StaffMember".'],
  [`{ client(${HERS}: "${HERS}") { id } }`, 'There is no such argument on field "Query.client".'],
  [`{ me { id @skip(${HERS}: 1, if: true) } }`, 'There is no such argument on directive "@skip".'],
  ['{ client { id } }', 'The argument "id" of type "ID!" is needed here.'],
  [`{ client(id: {a: "${HERS}"}) { id } }`, 'A value of type "ID" is expected here.'],
  [`{ areas(text: 5, first: "${HERS}") { id } }`, 'A value of type "Int" is expected here.'],
  [`{ areas(text: ["${HERS}"]) { id } }`, 'A value of type "String" is expected here.'],
  [`{ referrals(inbox: ${HERS}) { totalCount } }`, 'A value of type "Inbox" is expected here.'],
  [`{ referrals(inbox: "${HERS}") { totalCount } }`, 'A value of type "Inbox" is expected here.'],
  [`{ deadlineFor(windowCode: "a", exposureAt: "${HERS}") { latest } }`, INSTANT_WANTED],
  [
    `{ findListings(where: {${HERS}: 1}) { matches { totalCount } } }`,
    'There is no such field in input "FindListingsInput".',
  ],
  [
    `{ findListings(where: "${HERS}") { matches { totalCount } } }`,
    'A value of type "FindListingsInput!" is expected here.',
  ],
  [
    `mutation { giveConsent(input: {purpose: "${HERS}"}) { __typename } }`,
    'The field "GiveConsentInput.clientId" of type "ID!" is needed here.',
  ],
  [`{ me { id { ${HERS} } } }`, 'Type "ID!" has no fields to choose from.'],
  ['{ me }', 'Choose fields of type "StaffMember" here.'],
  [`query ($${HERS}: Int) { client(id: $${HERS}) { id } }`, 'A variable of type "ID!" is expected here.'],
  [`{ client(id: $${HERS}) { id } }`, 'This variable is not declared by its operation.'],
  [`query ${HERS}($${HERS}: Int) { me { id } }`, 'This variable is never used.'],
  [`query ($${HERS}: Client) { client(id: $${HERS}) { id } }`, 'A variable cannot be of this type.'],
  [`query ($a: ${HERS}) { client(id: $a) { id } }`, 'There is no such type.'],
  [`{ me @${HERS} { id } }`, 'There is no such directive.'],
  [`query @skip(if: true) { me { id } }`, 'This directive may not be used here.'],
  [`{ me @skip(if: true) @skip(if: true) { id } }`, 'This directive is there already.'],
  [`{ me { ...${HERS} } }`, 'There is no such fragment.'],
  [`{ me { id } } fragment ${HERS} on StaffMember { id }`, 'This fragment is never used.'],
  [`{ me { ... on Client { id } } }`, 'This fragment can never be of type "StaffMember".'],
  [`{ me { ...${HERS} } } fragment ${HERS} on Client { id }`, 'This fragment can never be of type "StaffMember".'],
  [`{ me { ... on ID { id } } }`, 'A fragment cannot be of this type.'],
  [`{ me { ...${HERS} } } fragment ${HERS} on StaffMember { ...${HERS} }`, 'This fragment is used within itself.'],
  [`query ${HERS} { me { id } } query ${HERS} { me { id } }`, 'There is a second operation of this name.'],
  [`{ client(id: 1, id: "${HERS}") { id } }`, 'There is a second argument of this name.'],
  [`{ me { id } } query ${HERS} { me { id } }`, 'An operation without a name must be the only one.'],
  [
    `{ ${HERS}: client(id: "a") { id } ${HERS}: client(id: "b") { id } }`,
    'Fields of one name differ here: give one of them an alias.',
  ],
  [`type ${HERS} { a: Int } query { me { id } }`, 'Only operations and fragments can be executed.'],
  [
    '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
    'This asks the schema about itself too deeply.',
  ],
  [`{ ${'id '.repeat(200)} }`, 'The document has more than 100 words and signs.'],
  [`{ me ( "${HERS}" ) { id } }`, 'This is no document in GraphQL: Name is expected here.'],
  [`{ me { id } } "${HERS}"`, 'This is no document in GraphQL: it cannot be read from here on.'],
  [`{ client(id: "${HERS}) { id } }`, 'This is no document in GraphQL: it cannot be read from here on.'],
  [`{ client(id: "${HERS}" "${HERS}") { id } }`, 'This is no document in GraphQL: Name is expected here.'],
  [HERS, 'This is no document in GraphQL: it cannot be read from here on.'],
];

describe('what is wrong with a document', () => {
  it.each(WRONG)('%s', (document, problem) => {
    const problems = problemsOf(document);
    expect(problems).toContain(problem);
    expect(problems.join(' ')).not.toContain(HERS);
  });

  it('is said in general where graphql-js says something new', () => {
    expect(documentProblem(`Something else with "${HERS}"`)).toBe('The document does not fit the schema here.');
    expect(documentProblem(`Prefix Cannot query field "${HERS}" on type "Query".`)).not.toContain(HERS);
  });
});
