import { isObjectType } from 'graphql';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { expectedFields, expectedInStories, expectedOperations, storyAsksFor } from './expected.js';
import { differences, takeMatrix, type Matrix } from './take-matrix.js';

/*
 * Every operation and every field of the schema × every kind of reader (readers.ts, in the order of the letters), against one table: expected/.
 *
 *   operations   U nobody is signed in · R not with this role · B asked badly (a purpose is wanted) · F `Forbidden`, as for an unknown id · n nothing, as for
 *                an unknown id, or an empty list · C credentials refused · I invalid input, found after permission · S stale, found after permission ·
 *                N not now, found after permission · V an answer · X another error
 *   fields       V something stood there · n the field was there and nothing in it (veiled) · - never reached, as if it did not exist
 *
 * Fields are counted apart where they carry a woman (`of-her`: what is read through her, her referrals, her plans), where they carry one whom the reader has
 * just opened herself (`of-ones-own`), and elsewhere: so that somebody who reads her colleagues' addresses in the list of staff is still seen to read none
 * beside a referral, and who opens a record of her own to see nothing of another's.
 *
 * To add a field or an operation: give an operation its arguments in questions.ts or acts.ts, make the world (world.ts) so rich that somebody finds something
 * in a new field, run `npm run matrix`, which prints the rows that are missing with what the server answers now, and *think* before copying one: the table
 * says what should be, from who may see what, and not what is. What this world does not show stands in `in-stories.json` with a story that asks for it.
 */
describe.each(DATABASES)('the permission matrix, on %s', (kind) => {
  let app: TestApp;
  let matrix: Matrix;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    matrix = await takeMatrix(app);
    if (process.env.ALONGSIDE_MATRIX === 'print') printToReview(matrix);
  }, 900_000);
  afterAll(() => app.close());

  it('asks every operation that there is', () => {
    expect(matrix.withoutCase).toEqual([]);
  });

  it('every operation answers every reader as the table says', () => {
    expect(differences(expectedOperations(), matrix.operations)).toEqual([]);
  });

  it('every field that carries a woman is found by those whom the table names, and by nobody else', () => {
    expect(differences(expectedFields('of-her'), matrix.ofHer)).toEqual([]);
  });

  it('of a woman whom she opened herself a worker finds what she wrote', () => {
    expect(differences(expectedFields('of-ones-own'), matrix.ofOnesOwn)).toEqual([]);
  });

  it('and so is every other field', () => {
    expect(differences(expectedFields('elsewhere'), matrix.elsewhere)).toEqual([]);
  });

  it('every field of the schema stands in a table, somebody finds something in it, and what no longer exists stands nowhere', () => {
    const rows = [...expectedFields('of-her'), ...expectedFields('elsewhere')];
    const shown = new Set(rows.flatMap(([name, row]) => (row.includes('V') ? [name] : [])));
    const inStories = expectedInStories();
    const fields = Object.values(matrix.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__') && !['Query', 'Mutation'].includes(type.name)
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );
    const nowhere = fields.filter((name) => !shown.has(name) && !inStories.has(name));
    const gone = [...shown, ...inStories.keys()].filter((name) => !fields.includes(name));
    const twice = [...inStories.keys()].filter((name) => shown.has(name));
    expect({ nowhere, gone, twice }).toEqual({ nowhere: [], gone: [], twice: [] });
  });

  it('a field that is left to a story is asked for there', () => {
    const unasked = [...expectedInStories()].filter(([name, story]) => !storyAsksFor(story, name));
    expect(unasked).toEqual([]);
  });
});

/** What a table does not say yet, or says otherwise; of each row, what the server answers now. */
function printToReview({ operations, ofHer, ofOnesOwn, elsewhere }: Matrix): void {
  const tables = [
    ['operations', expectedOperations(), operations],
    ['of-her', expectedFields('of-her'), ofHer],
    ['of-ones-own', expectedFields('of-ones-own'), ofOnesOwn],
    ['elsewhere', expectedFields('elsewhere'), elsewhere],
  ] as const;
  for (const [table, expected, taken] of tables)
    for (const [name, row] of taken)
      if (expected.get(name) !== row) process.stdout.write(`TO BE REVIEWED ${table} ${name} "${row}"\n`);
}
