import { randomBytes } from 'node:crypto';
import { readSettings } from '../../src/platform/config.js';
import { openDatabase, type Database, type DatabaseKind } from '../../src/platform/database/index.js';
import { MasterKey, Secret } from '../../src/platform/secrets/index.js';
import { SCHEMA } from '../../src/schema.js';
import type { Answer } from './app.js';
import { TestClock } from './clock.js';
import { freshDatabase } from './databases.js';
import { PASSWORD, seedNetwork, type Network } from './network.js';
import { runProgram, startProgram, startServer, type Ended } from './program.js';

export const newKey = (): string => randomBytes(32).toString('base64');

export type Server = Awaited<ReturnType<typeof startServer>>;

/** A database with the tests' network, and servers on it that are processes of their own, as an operator runs them. */
export class RealHouse {
  readonly servers: Server[] = [];

  private constructor(
    readonly kind: DatabaseKind,
    readonly url: string,
    public key: string,
    readonly network: Network,
    readonly ledger: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async prepare(kind: DatabaseKind): Promise<RealHouse> {
    const { url, drop } = await freshDatabase(kind);
    const key = newKey();
    const database = await openWith(url, key);
    await database.migrate();
    const network = await seedNetwork(database, new TestClock());
    await database.close();
    const ledger = `${process.env.ALONGSIDE_TEST_FOLDER ?? ''}/erasures-${randomBytes(6).toString('hex')}.log`;
    return new RealHouse(kind, url, key, network, ledger, drop);
  }

  settings(more: Record<string, string> = {}): Record<string, string> {
    return {
      DATABASE_URL: this.url,
      ALONGSIDE_KEY: this.key,
      ERASURE_LEDGER: this.ledger,
      NODE_ENV: 'production',
      OPERATIONS: 'open',
      LOG_LEVEL: 'info',
      ...more,
    };
  }

  async serve(more?: Record<string, string>): Promise<Server> {
    const server = await startServer(this.settings(more));
    this.servers.push(server);
    return server;
  }

  admin(words: string[], more?: Record<string, string>): Promise<Ended> {
    return runProgram('commands/admin', words, this.settings(more));
  }

  begin(entry: string, words: string[], more?: Record<string, string>) {
    return startProgram(entry, words, this.settings(more));
  }

  async stop(): Promise<Ended[]> {
    for (const server of this.servers) server.stop();
    return Promise.all(this.servers.splice(0).map(({ ended }) => ended));
  }

  /** Looks into the database with a key, beside whoever serves. */
  async look<T>(work: (database: Database, master: MasterKey) => Promise<T>, key = this.key): Promise<T> {
    const database = await openWith(this.url, key);
    try {
      return await work(database, new MasterKey(new Secret(key)));
    } finally {
      await database.close();
    }
  }

  async close(): Promise<void> {
    await this.stop();
    await this.drop();
  }
}

const openWith = (url: string, key: string): Promise<Database> => {
  const settings = readSettings({ DATABASE_URL: url, ALONGSIDE_KEY: key });
  return openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
};

/** Somebody at one server, signed in through its front door. Anything but an answer with data is thrown. */
export async function signedIn(server: Server, email: string) {
  const answer = await ask(server, null, SIGN_IN, { input: { email, password: PASSWORD } });
  const { token } = (answer.data as { signIn: { token: string } }).signIn;
  return async <T>(document: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await ask(server, token, document, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as T;
  };
}

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { token } } }`;

async function ask(server: Server, token: string | null, query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${server.address ?? ''}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
