import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { UnreadableSource, type SourceKind } from './source-records.js';

export interface DetectedSource {
  kind: SourceKind;
  /** The folder to which file names are relative. */
  root: string;
  files: string[];
}

const DESCRIPTIONS = /^(datapackage|package|base|schema|openapi)\.json$/i;

/** Which shape of HSDS stands at this path: a folder, or one `.json` or `.jsonl` file. Throws `UnreadableSource` for anything else. */
export async function detectSource(path: string): Promise<SourceKind> {
  return (await findSource(path)).kind;
}

export async function findSource(path: string): Promise<DetectedSource> {
  const whole = resolve(path);
  const found = await stat(whole).catch(() => null);
  if (found === null) throw new UnreadableSource(`there is nothing at ${path}`);
  if (found.isFile()) {
    const kind = kindOfFile(whole);
    if (kind) return { kind, root: dirname(whole), files: [basename(whole)] };
    throw new UnreadableSource(`${path} is neither .json nor .jsonl; of CSV tables give the folder`);
  }
  const inFolder = await findInFolder(whole);
  if (inFolder) return inFolder;
  const folders = (await readdir(whole, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const readable: string[] = [];
  for (const { name } of folders) if (await findInFolder(join(whole, name))) readable.push(name);
  const hint = readable.length > 0 ? `; did you mean ${readable.map((name) => join(path, name)).join(' or ')}?` : '';
  throw new UnreadableSource(
    `no HSDS tables (organizations.csv with id and name), .json or .jsonl files in ${path}${hint}`,
  );
}

async function findInFolder(root: string): Promise<DetectedSource | null> {
  const names = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  const tables = names.filter((name) => /\.csv$/i.test(name));
  const organizations = tables.find((name) => /^organizations?\.csv$/i.test(name));
  if (organizations && (await hasIdAndName(join(root, organizations)))) {
    const later = names.some((name) => /^(datapackage\.json|schedules\.csv)$/i.test(name));
    return { kind: later ? 'csv-3x' : 'csv-1x', root, files: tables };
  }
  const lines = names.filter((name) => kindOfFile(name) === 'jsonl-3x');
  if (lines.length > 0) return { kind: 'jsonl-3x', root, files: lines };
  const records = names.filter((name) => kindOfFile(name) === 'json-3x' && !DESCRIPTIONS.test(name));
  return records.length > 0 ? { kind: 'json-3x', root, files: records } : null;
}

function kindOfFile(name: string): SourceKind | null {
  if (/\.(jsonl|ndjson)$/i.test(name)) return 'jsonl-3x';
  return /\.json$/i.test(name) ? 'json-3x' : null;
}

/** Many a folder has an organizations.csv; HSDS's begins with these two columns among others. */
async function hasIdAndName(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const head = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .split(/\r?\n|\r/, 1);
    const [columns = []] = parse(head[0] ?? '', { bom: true, relax_quotes: true });
    return ['id', 'name'].every((name) => columns.map((column) => column.trim()).includes(name));
  } finally {
    await handle.close();
  }
}
