import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

const KNOWN = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof KNOWN)[number];

/** An empty database of its own for one test file (or one test). */
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

export async function freshDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  return kind === 'sqlite' ? freshFile() : freshOnServer();
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

async function freshOnServer(): Promise<FreshDatabase> {
  const server = given('ALONGSIDE_TEST_POSTGRES_URL');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    kind: 'postgres',
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
