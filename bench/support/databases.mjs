import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../test/support/postgres-server.mjs';
import { onLeaving } from './leaving.mjs';

export const DATABASE_KINDS = ['sqlite', 'postgres'];

/** Empty databases for measurements: files in a temporary folder, and databases of a PostgreSQL server that the run starts for itself. */
export class Databases {
  #folder = null;
  #server = null;
  #forget = () => undefined;

  /** A folder of this run's own, gone when the run is over. */
  get folder() {
    if (this.#folder === null) {
      this.#folder = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
      this.#forget = onLeaving(() => rmSync(this.#folder, { recursive: true, force: true }));
    }
    return this.#folder;
  }

  /** An empty database with a key of its own: `url`, `key` and `checkpoints` as in DATABASE_URL, ALONGSIDE_KEY and CHECKPOINTS_FOLDER. */
  async fresh(kind) {
    const key = randomBytes(32).toString('base64');
    const checkpoints = mkdtempSync(join(this.folder, 'checkpoints-'));
    return { kind, key, checkpoints, ...(kind === 'sqlite' ? this.#file() : await this.#onServer()) };
  }

  /** What a reader of the figures must know of the databases: PostgreSQL's version, and whether it waits for its disk. */
  async described(kinds) {
    if (!kinds.includes('postgres')) return {};
    const { url } = await this.#postgres();
    const [{ version, fsync }] = await ask(
      url,
      `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync`,
    );
    return { postgres: { version, fsync, given: Boolean(process.env.TEST_DATABASE_URL) } };
  }

  async close() {
    await this.#server?.stop();
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#forget();
  }

  #file() {
    const folder = mkdtempSync(join(this.folder, 'sqlite-'));
    return {
      url: `sqlite:${join(folder, 'bench.sqlite')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }

  async #onServer() {
    const server = await this.#postgres();
    const name = `bench_${randomBytes(8).toString('hex')}`;
    await ask(server.url, `CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { url: url.toString(), drop: () => ask(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
  }

  async #postgres() {
    const given = process.env.TEST_DATABASE_URL;
    this.#server ??= given ? { url: given, stop: async () => undefined } : await startPostgres();
    return this.#server;
  }
}

async function ask(url, statement) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
