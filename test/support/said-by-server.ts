import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * What the server can say to a reader of the pages, found in its sources: every text that reads like a sentence, or stands where one is said, unless
 * something here tells why no page shows it. So a new sentence is found without being listed. What is put into one while it runs stands as `{0}`, `{1}` ….
 */
export interface Sentence {
  text: string;
  /** Below src/; or where it stands besides. */
  files: string[];
}

const CONSOLE = 'said at the console, to who runs the server';
const KIND = 'an error of which a page knows the kind, and says that (shell.json, `trouble.…`)';

/** Files and folders below src/ whose sentences no page shows, and why. */
export const NOT_FOR_READERS: Record<string, string> = {
  'audit/checkpoint-files.ts': CONSOLE,
  'audit/signed-trails.ts': CONSOLE,
  'audit/checkpoints.ts': CONSOLE,
  'commands/': CONSOLE,
  'interchange/demo/': 'written into an invented network, as its own people would write it',
  'interchange/hsds/compose-listing.ts': 'becomes a part of what a listing says, beside the words of its source',
  'interchange/hsds/detect-source.ts': CONSOLE,
  'interchange/hsds/import-report.ts': CONSOLE,
  'main.ts': CONSOLE,
  'platform/config.ts': CONSOLE,
  'platform/database/': CONSOLE,
  'platform/deadline.ts': KIND,
  'platform/graphql/documents/': 'said to who writes documents; those of the pages are checked when they are built',
  'platform/http/': KIND,
  'retention/clock/': 'names commands of the server: shown as English, for who runs it',
  'safekeeping/': CONSOLE,
};

/** What is made of a text that no page shows: a surprise, or an error of which a page knows the kind. */
const NOT_SHOWN = /^(Error|RangeError|SettingsRefused|DatabaseRefused|GraphQLError)$/;
/** Options of decorators whose text belongs to the schema. */
const OF_THE_SCHEMA = /^(description|deprecationReason)$/;
/** Why a row of a directory did not come in: phrases, which begin small and end without a stop. Here stand those that are read and not said. */
const PHRASES = { below: 'interchange/hsds/', words: 2, read: ['free of charge', 'free to everyone'] };

/** What is told after she was forgotten is no code. */
const STAYS = 'seeds/retention.json';

/** Every sentence once, with the files that say it. */
export function saidByServer(): Sentence[] {
  const found = new Map<string, string[]>();
  const add = (text: string, file: string): void => void found.set(text, [...(found.get(text) ?? []), file]);
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .filter((file) => !Object.keys(NOT_FOR_READERS).some((each) => file.startsWith(each)));
  for (const file of files.sort())
    for (const text of sentencesIn(file, readFileSync(join('src', file), 'utf8'))) add(text, file);
  const { staysAfterErasure } = JSON.parse(readFileSync(STAYS, 'utf8')) as { staysAfterErasure: string[] };
  for (const text of staysAfterErasure) add(text, STAYS);
  return [...found].map(([text, all]) => ({ text, files: all }));
}

/** Those of one file, named by its path below src/. */
export function sentencesIn(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const names = namesIn(tree);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (isUnheard(node)) return;
    if (isConstant(node) && names.ofTheSchema.has(node.name.text)) return;
    const text = textOf(node, names.texts);
    if (text !== null && (isSentence(text) || isSaid(node) || isPhrase(file, node, text, names))) found.push(text);
    ts.forEachChild(node, look);
  };
  look(tree);
  return found;
}

type Constant = ts.VariableDeclaration & { name: ts.Identifier };
const isConstant = (node: ts.Node): node is Constant => ts.isVariableDeclaration(node) && ts.isIdentifier(node.name);

interface Names {
  /** Constants that are texts: within another text they stand as they are. */
  texts: Map<string, string>;
  /** Those that were put into another text. */
  parts: Set<string>;
  ofTheSchema: Set<string>;
}

function namesIn(tree: ts.SourceFile): Names {
  const names: Names = { texts: new Map(), parts: new Set(), ofTheSchema: new Set() };
  const look = (node: ts.Node): void => {
    if (isConstant(node) && node.initializer && ts.isStringLiteral(node.initializer))
      names.texts.set(node.name.text, node.initializer.text);
    if (ts.isTemplateSpan(node) && ts.isIdentifier(node.expression)) names.parts.add(node.expression.text);
    if (isProperty(node, OF_THE_SCHEMA) && ts.isIdentifier(node.initializer))
      names.ofTheSchema.add(node.initializer.text);
    ts.forEachChild(node, look);
  };
  look(tree);
  return names;
}

const isProperty = (node: ts.Node, name: RegExp): node is ts.PropertyAssignment =>
  ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && name.test(node.name.text);

/** No text of what lies within is heard. */
function isUnheard(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTaggedTemplateExpression(node) || isProperty(node, OF_THE_SCHEMA))
    return true;
  if (ts.isNewExpression(node)) return NOT_SHOWN.test(node.expression.getText());
  return ts.isCallExpression(node) && /(^|\.)(log\.\w+|split)$/.test(node.expression.getText());
}

/** A text as it stands in the source, with places for what is put into it; null where the node is none. */
function textOf(node: ts.Node, texts: ReadonlyMap<string, string>): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  let places = 0;
  const spans = node.templateSpans.map(({ expression, literal }) => {
    const known = ts.isIdentifier(expression) ? texts.get(expression.text) : undefined;
    return `${known ?? `{${places++}}`}${literal.text}`;
  });
  return node.head.text + spans.join('');
}

/** It begins with a capital, or with what is put into it, and ends with a stop. */
const isSentence = (text: string): boolean => /^(\p{Lu}|\{\d\} )\S*\s.*[.?!…]$/su.test(text);

/** Where a text is said whatever it looks like: the words of `invalidAt`, a `message`. A path in a template is none. */
function isSaid({ parent, pos }: ts.Node): boolean {
  if (isProperty(parent, /^message$/)) return parent.initializer.pos === pos;
  return ts.isCallExpression(parent) && parent.expression.getText() === 'invalidAt' && parent.arguments[1]?.pos === pos;
}

function isPhrase(file: string, { parent }: ts.Node, text: string, { parts }: Names): boolean {
  if (!file.startsWith(PHRASES.below) || PHRASES.read.includes(text)) return false;
  if (ts.isPropertyAssignment(parent) && parent.name.getText().includes(text)) return false;
  if (isConstant(parent) && parts.has(parent.name.text) && text === textOf(parent.initializer ?? parent, new Map()))
    return false;
  return (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= PHRASES.words && / .* /.test(text.trim());
}
