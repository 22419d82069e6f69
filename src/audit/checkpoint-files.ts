import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOfKey, type SigningKey } from '../platform/secrets/index.js';
import { hashOfLine, readLine, signedLine, type Line, type ReadLine, type Vouched } from './checkpoint-line.js';

const ENDING = '.jsonl';

/** What one or several files say, and what is wrong with them. */
export interface ReadFiles {
  lines: Line[];
  problems: string[];
  /** Files whose key nobody answers for. */
  unknown: string[];
}

/**
 * The checkpoints of a deployment: a folder with one file of JSON lines for each key that ever signed, to which lines are only added. A new key
 * begins its file by vouching for the files that are there, so that what an earlier key signed can be checked without that key.
 */
export class CheckpointFiles {
  readonly #file: string;

  constructor(
    private readonly folder: string,
    private readonly key: SigningKey,
  ) {
    this.#file = join(folder, nameOfKey(key.publicKey) + ENDING);
  }

  /** Adds a line and waits for the disk. The file and the folder are made where they are not there. */
  async add(line: Omit<Line, 'previous'>): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const lines = await textsOf(this.#file);
    const added: string[] = [];
    let previous = lines.at(-1) ?? null;
    if (previous === null) {
      const opens = { publicKey: this.key.publicKey, vouches: await this.#others() };
      added.push((previous = signedLine(this.key, { at: line.at, previous: null, opens })));
    }
    added.push(signedLine(this.key, { ...line, previous: hashOfLine(previous) }));
    await append(this.#file, `${added.join('\n')}\n`);
  }

  /** Everything that is signed by this key or by one that it vouches for, the oldest file first. */
  async read(): Promise<ReadFiles> {
    const found: ReadFiles = { lines: [], problems: [], unknown: [] };
    const known = new Set<string>();
    await this.#collect({ publicKey: this.key.publicKey, last: null }, known, found);
    for (const name of await this.#names()) if (!known.has(name)) found.unknown.push(name);
    return found;
  }

  async #collect(
    file: { publicKey: string; last: string | null },
    known: Set<string>,
    found: ReadFiles,
  ): Promise<void> {
    const name = nameOfKey(file.publicKey) + ENDING;
    if (known.has(name)) return;
    known.add(name);
    const { lines, hashes, problems } = checked(await textsOf(join(this.folder, name)), file.publicKey, name);
    for (const { opens } of lines)
      for (const vouched of opens?.vouches ?? []) await this.#collect(vouched, known, found);
    if (file.last !== null && !hashes.has(file.last)) problems.push(`${name} is not whole: lines at its end are gone.`);
    found.lines.push(...lines);
    found.problems.push(...problems);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.endsWith(ENDING)).sort();
    } catch (error) {
      if (isAbsence(error)) return [];
      throw error;
    }
  }

  async #others(): Promise<Vouched[]> {
    const vouched: Vouched[] = [];
    for (const name of await this.#names()) {
      const texts = await textsOf(join(this.folder, name));
      const publicKey = readLine(texts[0] ?? '', '')?.line.opens?.publicKey;
      const last = texts.at(-1);
      if (publicKey && last && nameOfKey(publicKey) + ENDING === name)
        vouched.push({ publicKey, last: hashOfLine(last) });
    }
    return vouched;
  }
}

const isAbsence = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Whole lines only: what was being written when the power went was never said to be kept. */
async function textsOf(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const there = await handle.readFile();
    const whole = there.lastIndexOf('\n') + 1;
    if (whole < there.length) await handle.truncate(whole);
    await handle.appendFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * From the end: a line is good where it is signed, or where a good one behind it covers its hash, so that one signature answers for a whole file.
 * Two processes may have added to the same line: both then stand on it.
 */
function checked(texts: string[], publicKey: string, name: string) {
  const lines: Line[] = [];
  const problems: string[] = [];
  const hashes = new Set<string>();
  const covered = new Set<string>();
  for (let number = texts.length; number >= 1; number--) {
    const read: ReadLine | null = readLine(texts[number - 1] ?? '', publicKey);
    if (read && (covered.has(read.hash) || read.isSigned())) {
      lines.push(read.line);
      hashes.add(read.hash);
      if (read.line.previous !== null) covered.add(read.line.previous);
    } else problems.push(`Line ${number} of ${name} is not as it was signed.`);
  }
  for (const hash of covered) if (!hashes.has(hash)) problems.push(`A line of ${name} is gone.`);
  return { lines: lines.reverse(), hashes, problems };
}
