import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from './secrets/secret.js';
import { writeWhole } from './write-whole.js';

interface Keys {
  key: Secret;
  nextKey: Secret | null;
  keptKey: string | null;
  backupKey: Secret | null;
}

type Environment = Record<string, string | undefined>;

/** ALONGSIDE_KEY, and while it is changed ALONGSIDE_KEY_NEXT. In development both are made and kept beside the data, where they are not given. */
export function readKeys(env: Environment, production: boolean, folder: string, problems: string[]): Keys {
  if (!env.ALONGSIDE_KEY && production) {
    problems.push('ALONGSIDE_KEY is not set. Production needs 32 random bytes in base64: openssl rand -base64 32');
    return { key: new Secret(''), nextKey: null, keptKey: null, backupKey: null };
  }
  const keptKey = env.ALONGSIDE_KEY ? null : join(folder, 'alongside.key');
  const next = env.ALONGSIDE_KEY_NEXT || (keptKey && readKept(nextOf(keptKey)));
  return {
    key: checked('ALONGSIDE_KEY', env.ALONGSIDE_KEY || keptDevelopmentKey(folder), keptKey, problems),
    nextKey: next ? checked('ALONGSIDE_KEY_NEXT', next, env.ALONGSIDE_KEY_NEXT ? null : keptKey, problems) : null,
    keptKey,
    backupKey: env.BACKUP_KEY ? checked('BACKUP_KEY', env.BACKUP_KEY, null, problems) : null,
  };
}

function checked(name: string, text: string, keptKey: string | null, problems: string[]): Secret {
  const problem = problemOfKey(name, text);
  if (problem) problems.push(keptKey ? `${problem} (the kept one, in alongside.key beside the data)` : problem);
  return new Secret(text);
}

function problemOfKey(name: string, text: string): string | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    return `${name} must be 32 bytes in base64, for example from: openssl rand -base64 32`;
  return looksRandom(bytes) ? null : `${name} is a sample or has a pattern: make one with openssl rand -base64 32`;
}

/** Refuses what somebody made up: few different bytes, counting up, or words. Of real random keys one in billions of billions is refused. */
function looksRandom(bytes: Buffer): boolean {
  const steps = [...bytes].map((byte, place) => (byte - (bytes[place - 1] ?? 0) + 256) % 256);
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return new Set(bytes).size >= 12 && new Set(steps).size >= 12 && !isText;
}

/** Development only: a key made once and kept beside the data it opens, readable by its owner alone. */
function keptDevelopmentKey(folder: string): string {
  const file = join(folder, 'alongside.key');
  return readKept(file) ?? keep(file, newKey());
}

/** Development only: the key to change to. It is on disk before anything is wrapped by it, and the same when the change is begun again. */
export const keptNextKey = (keptKey: string): Secret =>
  new Secret(readKept(nextOf(keptKey)) ?? keep(nextOf(keptKey), newKey()));

/** Development only: the change is over, and the new key takes the old one's place. */
export function keepNextAsKey(keptKey: string): void {
  if (existsSync(nextOf(keptKey))) renameSync(nextOf(keptKey), keptKey);
}

const nextOf = (keptKey: string): string => `${keptKey}.next`;

const newKey = (): string => randomBytes(32).toString('base64');

const readKept = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);

function keep(file: string, key: string): string {
  mkdirSync(join(file, '..'), { recursive: true });
  writeWhole(file, `${key}\n`);
  chmodSync(file, 0o600);
  return key;
}
