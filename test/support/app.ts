import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import sql from 'sql-template-tag';
import request from 'supertest';
import type { Database, DatabaseKind } from '../../src/platform/database/index.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { readSettings, type Settings } from '../../src/platform/config.js';
import type { Log } from '../../src/platform/log.js';
import { MasterKey } from '../../src/platform/secrets/index.js';
import { SCHEMA } from '../../src/schema.js';
import { buildApplication } from '../../src/server.js';
import { TestClock } from './clock.js';
import { freshDatabase } from './databases.js';
import { PASSWORD, seedNetwork, type Network } from './network.js';

/** What an operation answered, whole. Tests look at `data` and `errors` as a client would. */
export interface Answer {
  // A test reads what it asked for; typing each document would only repeat it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; problems?: { path: string; message: string }[] };
  }[];
}

interface Signed {
  token: string;
  beganAt: number;
  usedAt: number;
}

/** A minute less than the house's, which counts idle time to the minute. */
const IDLE_MILLIS = 14 * 60_000;
const LONGEST_MILLIS = 12 * 3_600_000;

export type Ask = (document: string, variables?: Record<string, unknown>) => Promise<Answer>;

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The whole house on a database of its own, reached by HTTP; only the clock is ours. */
export class TestApp {
  readonly #tokens = new Map<string, Signed>();

  private constructor(
    public nest: NestFastifyApplication,
    public database: Database,
    readonly clock: TestClock,
    readonly network: Network,
    readonly settings: Settings,
    private readonly log: Log,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(
    kind: DatabaseKind,
    env: Record<string, string> = {},
    log = SILENT,
    clock = new TestClock(),
  ): Promise<TestApp> {
    const { url, drop } = await freshDatabase(kind);
    const settings = readSettings({
      DATABASE_URL: url,
      ALONGSIDE_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'silent',
      CHECKPOINTS_FOLDER: mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'checkpoints-')),
      ERASURE_LEDGER: `${process.env.ALONGSIDE_TEST_FOLDER ?? ''}/${randomBytes(8).toString('hex')}.erasures`,
      ...env,
    });
    const masterKey = new MasterKey(settings.key);
    const database = await openDatabase(settings.database, masterKey, SCHEMA);
    await database.migrate();
    const network = await seedNetwork(database, clock);
    const nest = await buildApplication({ settings, database, masterKey, clock, log });
    return new TestApp(nest, database, clock, network, settings, log, drop);
  }

  /** The house on a database that is there, with the people and the clock of another one. */
  static async on(env: Record<string, string>, like: TestApp): Promise<TestApp> {
    const settings = readSettings({ LOG_LEVEL: 'silent', ...env });
    const masterKey = new MasterKey(settings.key);
    const database = await openDatabase(settings.database, masterKey, SCHEMA);
    const { clock, network } = like;
    const nest = await buildApplication({ settings, database, masterKey, clock, log: SILENT });
    return new TestApp(nest, database, clock, network, settings, SILENT, () => Promise.resolve());
  }

  /** As in the environment of a program that works on the same database. */
  environment(): Record<string, string> {
    const { database, key, erasureLedger } = this.settings;
    const url = database.kind === 'sqlite' ? `sqlite:${database.file}` : database.url.reveal();
    return { DATABASE_URL: url, ALONGSIDE_KEY: key.reveal(), ERASURE_LEDGER: erasureLedger, LOG_LEVEL: 'silent' };
  }

  /** Speaks as somebody of the network, signed in through the front door; `null` as nobody. */
  as(email: string | null): Ask {
    return async (document, variables) => {
      const call = request(this.nest.getHttpServer()).post('/graphql').send({ query: document, variables });
      if (email) void call.set('authorization', `Bearer ${await this.token(email)}`);
      const response = await call;
      return response.body as Answer;
    };
  }

  /** Of a session that is still open: over a jump of the clock she is held to have been busy, until her shift ends; then she signs in again. */
  async token(email: string): Promise<string> {
    const now = this.clock.millis();
    const known = this.#tokens.get(email);
    if (known && now - known.beganAt < LONGEST_MILLIS) {
      if (now - known.usedAt >= IDLE_MILLIS) await this.#wasBusy(known.token);
      known.usedAt = now;
      return known.token;
    }
    const answer = await this.as(null)(
      `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { token } } }`,
      { input: { email, password: PASSWORD } },
    );
    const token = (answer.data as { signIn: { token: string } }).signIn.token;
    this.#tokens.set(email, { token, beganAt: now, usedAt: now });
    return token;
  }

  async #wasBusy(token: string): Promise<void> {
    const hash = createHash('sha256').update(token).digest('hex');
    await this.database.write((tx) =>
      tx.run(sql`UPDATE staff_session SET last_used_at = ${this.clock.now()} WHERE token_hash = ${hash}`),
    );
  }

  /** After a jump of the clock that ends sessions without it being seen here. */
  signInAgain(): void {
    this.#tokens.clear();
  }

  /** Stops the house and opens it again on what it left: nothing that is only remembered is still known. */
  async restart(): Promise<void> {
    const { settings, clock, log } = this;
    await this.#stop();
    const masterKey = new MasterKey(settings.key);
    this.database = await openDatabase(settings.database, masterKey, SCHEMA);
    await this.database.migrate();
    this.nest = await buildApplication({ settings, database: this.database, masterKey, clock, log });
  }

  /** Another process on the same database: nothing that this one only remembers is known there. */
  async beside(): Promise<{ nest: NestFastifyApplication; close: () => Promise<void> }> {
    const { settings, clock } = this;
    const masterKey = new MasterKey(settings.key);
    const database = await openDatabase(settings.database, masterKey, SCHEMA);
    const nest = await buildApplication({ settings, database, masterKey, clock, log: SILENT });
    return {
      nest,
      close: async () => {
        await nest.close();
        await database.close();
      },
    };
  }

  async #stop(): Promise<void> {
    await this.nest.close();
    await this.database.close();
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.drop();
  }
}
