import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { readKeys } from './deployment-key.js';
import { Secret } from './secrets/secret.js';

/** Every setting, read once and checked whole. Names and defaults are the operator's contract (README, "Settings"). */
export interface Settings {
  production: boolean;
  host: string;
  port: number;
  database: DatabaseSetting;
  key: Secret;
  /** The key that is changed to, or was a moment ago; null: none is. */
  nextKey: Secret | null;
  /** Where the key of a development deployment is kept; null: it is given. */
  keptKey: string | null;
  /** The ALONGSIDE_KEY that a backup to restore was written with; null: the one of today. */
  backupKey: Secret | null;
  /** The file in which erasures are named, outside the database: a restored backup is held against it. */
  erasureLedger: string;
  /** Null: made at random when the demo network is loaded, and printed once. */
  demoPassword: Secret | null;
  operations: 'open' | 'trusted';
  /** Documents of clients that the deployer registers, besides our own; null: none. */
  operationsFolder: string | null;
  /** Where the signed checkpoints of the audit trail are kept; outside the database, so that who rewrites it cannot rewrite them. */
  checkpointsFolder: string;
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
  const dataFolder = database.kind === 'sqlite' ? dirname(database.file) : 'data';
  const settings: Settings = {
    production,
    host,
    port,
    database,
    ...readKeys(env, production, dataFolder, problems),
    erasureLedger: env.ERASURE_LEDGER || join(dataFolder, 'erasures.log'),
    demoPassword: readDemoPassword(env.DEMO_PASSWORD, problems),
    operations: readChoice(
      'OPERATIONS',
      env.OPERATIONS,
      ['open', 'trusted'] as const,
      production ? 'trusted' : 'open',
      problems,
    ),
    operationsFolder: env.OPERATIONS_FOLDER || null,
    checkpointsFolder: env.CHECKPOINTS_FOLDER || join(dataFolder, 'checkpoints'),
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
