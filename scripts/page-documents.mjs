import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, Kind, parse, print, validate, visit } from 'graphql';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(ROOT, 'web/src');
const GENERATED = join(ROOT, 'web/generated');

/**
 * What the pages ask, made from schema.gql and the .graphql files beside the places: types (`web/generated/graphql.ts`), and for each file the documents
 * by their hash (`web/generated/documents/NAME.ts`): their texts never reach a browser. Fragments may be used from any file. Gives back the texts by hash.
 */
export async function generateDocuments() {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema.gql'), 'utf8'));
  const files = filesBelow(SOURCES).map((path) => ({ path, document: parse(readFileSync(path, 'utf8')) }));
  checkNames(files);
  const problems = validate(schema, together(files.map(({ document }) => document)));
  // A fragment that nobody uses yet hurts nobody.
  const wrong = problems.filter(({ message }) => !/^Fragment "\w+" is never used/.test(message));
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  write('graphql.ts', await typesOf(schema, files));
  const fragments = fragmentsIn(files);
  const texts = {};
  for (const { path, document } of files) {
    const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const known = operations.map((operation) => ({ operation, text: textOf(operation, fragments) }));
    for (const { text } of known) texts[hashOf(text)] = text;
    write(`documents/${basename(path, '.graphql')}.ts`, moduleOf(known));
  }
  forgetOthers(files.map(({ path }) => `${basename(path, '.graphql')}.ts`));
  return texts;
}

async function typesOf(schema, files) {
  const steps = await preset.buildGeneratesSection({
    schema: parse(readFileSync(join(ROOT, 'schema.gql'), 'utf8')),
    schemaAst: schema,
    documents: files.map(({ path, document }) => ({ location: path, document, rawSDL: print(document) })),
    config: {
      enumsAsTypes: true,
      useTypeImports: true,
      documentMode: 'string',
      strictScalars: true,
      scalars: { DateTime: 'string', Date: 'string' },
    },
    presetConfig: { fragmentMasking: false },
    baseOutputDir: 'generated/',
    pluginMap: {},
    plugins: [],
  });
  const step = steps.find(({ filename }) => filename.endsWith('/graphql.ts'));
  const made = await codegen(step);
  // The texts of the documents stay here: the pages ask by hash.
  return made
    .replace(/^export class TypedDocumentString[\s\S]*?^}\n/m, '')
    .replace(/^export const \w+(Document|FragmentDoc) = [\s\S]*?TypedDocumentString<[^>]*>;\n?/gm, '')
    .replace(/^import type \{ DocumentTypeDecoration \}.*\n/m, '');
}

/** Two files of one name would write one module; two operations of one name could not be told apart in a log. */
function checkNames(files) {
  const names = files.map(({ path }) => basename(path));
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice) throw new Error(`${twice}: there are two files of this name below web/src.`);
}

const together = (documents) => ({
  kind: Kind.DOCUMENT,
  definitions: documents.flatMap(({ definitions }) => definitions),
});

function fragmentsIn(files) {
  const definitions = files.flatMap(({ document }) => document.definitions);
  return new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
}

/** The operation and the fragments it needs, laid out once and for all. */
function textOf(operation, fragments) {
  const needed = new Map();
  const gather = (node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (needed.has(value)) return;
        needed.set(value, fragments.get(value));
        gather(fragments.get(value));
      },
    });
  gather(operation);
  return print({ kind: Kind.DOCUMENT, definitions: [operation, ...needed.values()] });
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex');
const typeName = ({ name, operation }) =>
  `${name.value[0].toUpperCase()}${name.value.slice(1)}${operation === 'query' ? 'Query' : 'Mutation'}`;

function moduleOf(known) {
  if (known.length === 0) return 'export {};\n';
  const types = known.flatMap(({ operation }) => [typeName(operation), `${typeName(operation)}Variables`]);
  const constants = known.map(({ operation, text }) => {
    const name = operation.name.value;
    const type = typeName(operation);
    return `export const ${name}: Asking<${type}, ${type}Variables> = { name: '${name}', writes: ${operation.operation === 'mutation'}, hash: '${hashOf(text)}' };\n`;
  });
  return `import type { Asking } from '../../src/ask/asking.js';\nimport type { ${types.join(', ')} } from '../graphql.js';\n\n${constants.join('')}`;
}

/** Only where it differs: what did not change does not look newer. */
function write(name, content) {
  const path = join(GENERATED, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

function forgetOthers(known) {
  const folder = join(GENERATED, 'documents');
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!known.includes(name)) rmSync(join(folder, name));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => join(folder, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateDocuments();
