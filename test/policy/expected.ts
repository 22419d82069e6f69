import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.cwd(), 'test/policy/expected');

const json = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

/** What each operation is to answer, by its name. */
export const expectedOperations = (): Map<string, string> =>
  new Map(Object.entries({ ...(json('queries.json') as object), ...(json('mutations.json') as object) }));

/** What of each field is to be found, as `Type.field`; the files of a folder are one table, split so that each can be read. */
export function expectedFields(table: 'of-her' | 'of-ones-own' | 'elsewhere'): Map<string, string> {
  const rows = new Map<string, string>();
  for (const file of readdirSync(join(FOLDER, table)))
    for (const [type, fields] of Object.entries(json(join(table, file)) as Record<string, Record<string, string>>))
      for (const [field, row] of Object.entries(fields)) {
        const name = `${type}.${field}`;
        if (rows.has(name)) throw new Error(`${name} stands twice in the tables of ${table}`);
        rows.set(name, row);
      }
  return rows;
}

/** Fields that nobody is shown in the matrix, and the story that shows them instead. */
export const expectedInStories = (): Map<string, string> =>
  new Map(
    Object.entries(json('in-stories.json') as Record<string, Record<string, string>>).flatMap(([type, fields]) =>
      Object.entries(fields).map(([field, story]) => [`${type}.${field}`, story] as const),
    ),
  );

/** Whether the text of a story has the field's name in it as a word. */
export function storyAsksFor(story: string, name: string): boolean {
  const file = join(process.cwd(), 'test', `${story}.e2e-spec.ts`);
  const field = name.split('.')[1] ?? name;
  return existsSync(file) && new RegExp(`\\b${field}\\b`).test(readFileSync(file, 'utf8'));
}
