import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { SettingsRefused } from '../../config.js';
import { houseFile } from '../../house-files.js';
import { LIMITS } from '../limits/limits.js';
import { weigh } from '../limits/excess.js';

/** What a registered client may ask, by the SHA-256 of its exact text in hexadecimal digits. */
export type RegisteredDocuments = ReadonlyMap<string, RegisteredDocument>;
export interface RegisteredDocument {
  text: string;
  document: DocumentNode;
  /** Where it stands, for who has to mend it. */
  source: string;
}

/** Ours, and what the pages were built with. */
const OURS = houseFile('operations/');
const OF_THE_PAGES = houseFile('web/dist/operations.json');

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads all that is registered: our own folder, the pages' list where they are built, and the deployer's folder where there is one. */
export function readRegisteredDocuments(folder: string | null): RegisteredDocuments {
  const files = [
    ...filesIn(OURS),
    ...(existsSync(OF_THE_PAGES) ? [OF_THE_PAGES] : []),
    ...(folder ? filesIn(folder) : []),
  ];
  const documents = new Map<string, RegisteredDocument>();
  for (const file of files) {
    for (const text of textsOf(file)) {
      // An editor ends a file with a line break that a client may not send.
      for (const exact of [text, text.trim()]) documents.set(hashOf(exact), readDocument(exact, file));
    }
  }
  return documents;
}

/** All but those of the pages, which are checked against the schema when they are built, and by a test: there are many of them, and a start is not to wait. */
export const documentsFromElsewhere = (documents: RegisteredDocuments): RegisteredDocument[] =>
  [...documents.values()].filter(({ source }) => source !== OF_THE_PAGES);

/** A registered document is executed in production, where nobody is told the schema. */
const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** Better no start than a client that finds out at night: each must be one that could be executed. */
export function checkRegisteredDocuments(documents: Iterable<RegisteredDocument>, schema: GraphQLSchema): void {
  const each = new Map([...documents].map((registered) => [registered.text.trim(), registered]));
  const problems = [...each.values()].flatMap(({ document, source }) => {
    const { excess } = weigh(schema, document, {});
    const wrong = excess ? `it asks for ${excess}` : validate(schema, document, RULES)[0]?.message;
    return wrong ? [`${source}: this document cannot be registered: ${wrong}`] : [];
  });
  if (problems.length > 0) throw new SettingsRefused([...new Set(problems)]);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(graphql|json)$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    throw new SettingsRefused([`${folder}: there is no such folder of registered documents, or it cannot be read.`]);
  }
}

/** A `.graphql` file is one document, whole; a `.json` file has many, `{"id": "text"}` as code generators write it. */
function textsOf(file: string): string[] {
  const content = readFileSync(file, 'utf8');
  if (file.endsWith('.graphql')) return [content];
  const list = jsonOf(content);
  const texts = typeof list === 'object' && list !== null && !Array.isArray(list) ? Object.values(list) : [null];
  if (texts.every((text) => typeof text === 'string')) return texts;
  throw new SettingsRefused([`${file}: a list of registered documents is JSON, an object with a text for each id.`]);
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function readDocument(text: string, source: string): RegisteredDocument {
  try {
    return { text, source, document: parse(text, { maxTokens: LIMITS.tokens }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new SettingsRefused([`${source}: this document cannot be registered: ${why}`]);
  }
}
