import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { readSettings } from '../../src/platform/config.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { MasterKey } from '../../src/platform/secrets/index.js';
import { SCHEMA } from '../../src/schema.js';

const KNOWN = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof KNOWN)[number];

/** A database of its own for one test file (or one test). */
export interface FreshDatabase {
  kind: DatabaseKind;
  /** As in the setting DATABASE_URL. */
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** The databases every story runs on: both, unless ALONGSIDE_TEST_DATABASES limits the run (the set-up says so loudly). */
export const DATABASES: readonly DatabaseKind[] = requested();

function requested(): readonly DatabaseKind[] {
  const asked = process.env.ALONGSIDE_TEST_DATABASES;
  if (!asked) return KNOWN;
  const names = asked.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !KNOWN.some((kind) => kind === name));
  if (unknown.length > 0)
    throw new Error(`ALONGSIDE_TEST_DATABASES knows ${KNOWN.join(' and ')}, not "${unknown.join(', ')}".`);
  return KNOWN.filter((kind) => names.includes(kind));
}

/** Nobody has been here: no table, nothing. */
export async function emptyDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  return kind === 'sqlite' ? freshFile() : freshOnServer();
}

/**
 * For the house to move in: whoever opens it migrates it, as ever. On PostgreSQL that is done already, once for the whole run: each gets a copy, in a tenth of
 * the time.
 */
export async function freshDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  return kind === 'sqlite' ? freshFile() : freshOnServer(given('ALONGSIDE_TEST_POSTGRES_TEMPLATE'));
}

/** What `freshDatabase` copies. */
export async function makeTemplate(): Promise<FreshDatabase & { name: string }> {
  const template = await freshOnServer();
  const settings = readSettings({ DATABASE_URL: template.url, ALONGSIDE_KEY: randomBytes(32).toString('base64') });
  const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
  await database.migrate();
  await database.close();
  return template;
}

function freshFile(): FreshDatabase {
  const folder = mkdtempSync(join(given('ALONGSIDE_TEST_FOLDER'), 'sqlite-'));
  return {
    kind: 'sqlite',
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    async drop() {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

async function freshOnServer(template = 'template1'): Promise<FreshDatabase & { name: string }> {
  const server = given('ALONGSIDE_TEST_POSTGRES_URL');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    kind: 'postgres',
    name,
    url: url.toString(),
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function given(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: this needs the set-up in test/support/global-setup.mjs (run it through npm test).`,
    );
  return value;
}
