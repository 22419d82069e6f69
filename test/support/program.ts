import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';
import { bundlePrograms, programsOf } from '../../scripts/bundle.mjs';

let built: Promise<string> | undefined;

/** The program as a process of its own runs it, in a folder that goes with the test run. The stories ask the house within their own process. */
export const program = (): Promise<string> => (built ??= build());

async function build(): Promise<string> {
  const folder = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'program-'));
  for (const name of ['node_modules', 'operations', 'seeds']) symlinkSync(resolve(name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), readFileSync('package.json'));
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('spec.ts'),
  );
  for (const name of sources) {
    const { code } = await transformFile(join('src', name), { configFile: '.swcrc' });
    const target = join(folder, 'dist', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  await bundlePrograms(join(folder, 'dist'));
  return folder;
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Starts the server with these settings and no others, and waits until it has ended. */
export async function runToItsEnd(settings: Record<string, string>): Promise<Ended> {
  return (await start(settings)).ended;
}

/** Runs one of the program's entries, for example `commands/admin`. */
export async function runProgram(entry: string, words: string[], settings: Record<string, string>): Promise<Ended> {
  return (await start(settings, entry, words)).ended;
}

/** Starts the server with these settings and no others; once it listens, does this with its address, and asks it to stop. */
export async function runWhile(
  settings: Record<string, string>,
  work: (address: string) => Promise<void>,
): Promise<Ended> {
  const { ended, stop, address } = await startServer(settings);
  try {
    if (address) await work(address);
  } finally {
    stop();
  }
  return ended;
}

/** A server that runs until it is stopped; without an address where it ended instead. */
export async function startServer(
  settings: Record<string, string>,
): Promise<Running & { address: string | undefined }> {
  const running = await start({ HOST: '127.0.0.1', PORT: '0', ...settings });
  const over = running.ended.then(() => true);
  let address: string | undefined;
  while (!address && !(await Promise.race([over, later()])))
    [, address] = /listens at (\S+)\/graphql/.exec(running.out()) ?? [];
  return { ...running, address };
}

/** Starts one of the program's entries and does not wait for its end. */
export const startProgram = (entry: string, words: string[], settings: Record<string, string>): Promise<Running> =>
  start(settings, entry, words);

const later = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 50));

export interface Running {
  pid: number;
  ended: Promise<Ended>;
  out: () => string;
  stop: () => void;
  kill: () => void;
}

async function start(settings: Record<string, string>, entry = 'main', words: string[] = []): Promise<Running> {
  const folder = await program();
  const child = spawn(process.execPath, [join(programsOf(join(folder, 'dist')), `${entry}.js`), ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...settings },
  });
  const said: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ ...said, code })));
  return {
    pid: child.pid ?? 0,
    ended,
    out: () => said.out,
    stop: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
  };
}
