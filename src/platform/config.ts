import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { Secret } from './secrets/secret.js';

/** Every setting, read once and checked whole. Names and defaults are the operator's contract (README, "Settings"). */
export interface Settings {
  production: boolean;
  host: string;
  port: number;
  database: DatabaseSetting;
  key: Secret;
  /** False: the key that is kept beside the data is in use. */
  keyGiven: boolean;
  /** Null: made at random when the demo network is loaded, and printed once. */
  demoPassword: Secret | null;
  operations: 'open' | 'trusted';
  /** Documents of clients that the deployer registers, besides our own; null: none. */
  operationsFolder: string | null;
  publicOrigin: string;
  trustProxy: string[] | false;
  /** IANA zone in which the network counts its days and quarters. */
  networkTimezone: string;
  logLevel: LogLevel;
}

export type DatabaseSetting = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: Secret };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is wrong with the settings, one line each. It never carries a value: a mistyped key is still a key. */
export class SettingsRefused extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Environment = Record<string, string | undefined>;

/** Reads and checks all settings; throws SettingsRefused with every problem at once. */
export function readSettings(env: Environment = process.env): Settings {
  const problems: string[] = [];
  const production = env.NODE_ENV === 'production';
  const host = readHost(env.HOST, problems);
  const port = readPort(env.PORT, problems);
  const database = readDatabase(env.DATABASE_URL, problems);
  const settings: Settings = {
    production,
    host,
    port,
    database,
    key: readKey(env.ALONGSIDE_KEY, production, database, problems),
    keyGiven: Boolean(env.ALONGSIDE_KEY),
    demoPassword: readDemoPassword(env.DEMO_PASSWORD, problems),
    operations: readChoice(
      'OPERATIONS',
      env.OPERATIONS,
      ['open', 'trusted'] as const,
      production ? 'trusted' : 'open',
      problems,
    ),
    operationsFolder: env.OPERATIONS_FOLDER || null,
    publicOrigin: readOrigin(env.PUBLIC_ORIGIN, `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`, problems),
    trustProxy: readProxies(env.TRUST_PROXY, problems),
    networkTimezone: readZone(env.NETWORK_TIMEZONE, problems),
    logLevel: readChoice('LOG_LEVEL', env.LOG_LEVEL, LOG_LEVELS, 'info', problems),
  };
  if (problems.length > 0) throw new SettingsRefused(problems);
  return settings;
}

function readHost(text: string | undefined, problems: string[]): string {
  const host = text || '127.0.0.1';
  if (isIP(host) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host))
    problems.push('HOST must be an address or a host name, for example 0.0.0.0.');
  return host;
}

function readPort(text: string | undefined, problems: string[]): number {
  if (!text) return 4000;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  problems.push('PORT must be a whole number from 0 to 65535.');
  return 4000;
}

function readDatabase(text: string | undefined, problems: string[]): DatabaseSetting {
  const url = text || 'sqlite:data/alongside.sqlite';
  const file = url.slice('sqlite:'.length);
  // `:memory:` would be another empty database for each connection.
  if (url.startsWith('sqlite:') && file && !file.startsWith(':')) return { kind: 'sqlite', file };
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url) && new URL(url).pathname.length > 1)
    return { kind: 'postgres', url: new Secret(url) };
  problems.push('DATABASE_URL must be sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/NAME.');
  return { kind: 'sqlite', file: 'data/alongside.sqlite' };
}

function readKey(text: string | undefined, production: boolean, database: DatabaseSetting, problems: string[]): Secret {
  if (!text && production) {
    problems.push('ALONGSIDE_KEY is not set. Production needs 32 random bytes in base64: openssl rand -base64 32');
    return new Secret('');
  }
  const key = text || keptDevelopmentKey(database.kind === 'sqlite' ? dirname(database.file) : 'data');
  const problem = problemOfKey(key);
  if (problem) problems.push(text ? problem : `${problem} (the kept one, in alongside.key beside the data)`);
  return new Secret(key);
}

function problemOfKey(text: string): string | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    return 'ALONGSIDE_KEY must be 32 bytes in base64, for example from: openssl rand -base64 32';
  return looksRandom(bytes)
    ? null
    : 'ALONGSIDE_KEY is a sample or has a pattern: make one with openssl rand -base64 32';
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
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true });
  const key = randomBytes(32).toString('base64');
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return key;
}

function readDemoPassword(text: string | undefined, problems: string[]): Secret | null {
  if (!text) return null;
  if (text.length < 12 || text.length > 128) problems.push('DEMO_PASSWORD must have 12 to 128 characters.');
  return new Secret(text);
}

/** Addresses, networks (10.0.0.0/8) and the names that Fastify knows. */
function readProxies(text: string | undefined, problems: string[]): string[] | false {
  if (!text) return false;
  const proxies = text.split(',').map((each) => each.trim());
  if (proxies.every(isProxy)) return proxies;
  problems.push('TRUST_PROXY must be addresses or networks of proxies with commas between, for example 10.0.0.0/8.');
  return false;
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)));
}

function readChoice<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
  usual: T,
  problems: string[],
): T {
  if (!text) return usual;
  const chosen = choices.find((choice) => choice === text);
  if (!chosen) problems.push(`${name} must be one of: ${choices.join(', ')}.`);
  return chosen ?? usual;
}

function readOrigin(text: string | undefined, usual: string, problems: string[]): string {
  if (!text) return usual;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text) return text;
  problems.push('PUBLIC_ORIGIN must be one origin without a path, for example https://alongside.example.');
  return usual;
}

function readZone(text: string | undefined, problems: string[]): string {
  if (!text) return 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    problems.push('NETWORK_TIMEZONE must be an IANA time zone, for example Europe/Lisbon.');
    return 'UTC';
  }
}
