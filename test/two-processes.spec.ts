import { randomBytes, randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { AuditTrail } from '../src/audit/index.js';
import { SystemClock } from '../src/platform/clock.js';
import { readSettings } from '../src/platform/config.js';
import { openDatabase, type Database } from '../src/platform/database/index.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import type { Answer, Ask } from './support/app.js';
import { DATABASES, freshDatabase } from './support/databases.js';
import { CASEWORKER, CITY_SHELTER, pathsOf, TestJourney, type SeenReferral, type Woman } from './support/journey.js';
import { keeping } from './support/keeping.js';
import { PASSWORD, seedNetwork, type Network } from './support/network.js';
import { startServer } from './support/program.js';

const SECOND = 'second@cityshelter.example';
const ADMINISTRATOR = 'administrator@network.example';
const ROUNDS = 8;
const LONG = 120_000;

/** The program as a process of its own, asked over HTTP. */
class Process {
  readonly #tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly network: Network,
    private readonly running: Awaited<ReturnType<typeof startServer>>,
  ) {}

  static async start(settings: Record<string, string>, network: Network): Promise<Process> {
    return new Process(network, await startServer(settings));
  }

  as(email: string | null): Ask {
    return async (document, variables) => this.#send(document, variables, email && (await this.#token(email)));
  }

  async stop(): Promise<void> {
    this.running.stop();
    await this.running.ended;
  }

  #token(email: string): Promise<string> {
    const known = this.#tokens.get(email) ?? this.#signIn(email);
    this.#tokens.set(email, known);
    return known;
  }

  async #signIn(email: string): Promise<string> {
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }';
    const { data } = await this.#send(document, { input: { email, password: PASSWORD } }, null);
    return (data as { signIn: { token: string } }).signIn.token;
  }

  async #send(query: string, variables: object | undefined, token: string | null): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const body = JSON.stringify({ query, variables });
    const answer = await fetch(`${this.running.address}/graphql`, { method: 'POST', headers, body });
    return (await answer.json()) as Answer;
  }
}

const onPostgres = DATABASES.includes('postgres') ? describe : describe.skip;

onPostgres('two processes on one PostgreSQL', () => {
  let settings: Record<string, string>;
  let network: Network;
  let database: Database;
  let drop: () => Promise<void>;
  let processes: [Process, Process];
  let here: TestJourney;
  let there: TestJourney;
  let woman: Woman;

  beforeAll(async () => {
    const fresh = await freshDatabase('postgres');
    drop = fresh.drop;
    settings = {
      DATABASE_URL: fresh.url,
      ALONGSIDE_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'silent',
    };
    const read = readSettings(settings);
    database = await openDatabase(read.database, new MasterKey(read.key), SCHEMA);
    await database.migrate();
    network = await seedNetwork(database, new SystemClock());
    processes = [await Process.start(settings, network), await Process.start(settings, network)];
    [here, there] = [new TestJourney(processes[0]), new TestJourney(processes[1])];
    woman = await here.opens();
    await here.sheConsents(woman, 'city');
    await Promise.all(
      processes.flatMap((each) => [CASEWORKER, CITY_SHELTER, SECOND].map((who) => each.as(who)('{ me { id } }'))),
    );
  }, LONG);
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    await database.close();
    await drop();
  }, LONG);

  const sent = async (): Promise<SeenReferral> =>
    here.takes('SEND', CASEWORKER, await here.drafts(woman, 'cityShelter'));
  const namesOf = (answers: { __typename: string }[]) => answers.map(({ __typename }) => __typename).sort();
  async function stepsOf({ id }: Pick<SeenReferral, 'id'>): Promise<[events: number, acts: number]> {
    const [row] = await database.all<{ events: string; acts: string }>(sql`
      SELECT (SELECT COUNT(*) FROM referral_event WHERE referral_id = ${id}) AS events,
        (SELECT COUNT(*) FROM audit_entry WHERE subject_id = ${id} AND action <> 'referral.read') AS acts`);
    return [Number(row?.events), Number(row?.acts)];
  }

  it(
    'one accepts and one declines in the same moment: one has done it, the other is told where it stands',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const referral = await sent();
        const answers = await Promise.all([
          here.tries('ACCEPT', CITY_SHELTER, referral),
          there.tries('DECLINE', SECOND, referral, { reasonCode: 'no-space' }),
        ]);
        expect(namesOf(answers)).toEqual(['Referral', 'StaleReferral']);
        expect(await stepsOf(referral)).toEqual([3, 3]);
      }
    },
    LONG,
  );

  it(
    'two withdraw it in the same moment: one withdrawal',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const referral = await sent();
        const answers = await Promise.all(
          [here, there].map((each) => each.tries('WITHDRAW', CASEWORKER, referral, { reasonCode: 'changed-mind' })),
        );
        expect(namesOf(answers)).toEqual(['Referral', 'StaleReferral']);
        expect(await stepsOf(referral)).toEqual([3, 3]);
      }
    },
    LONG,
  );

  it(
    'one key is one effect in both, and with another body it is refused in both',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const key = randomUUID();
        const drafts = await Promise.all(
          [here, there, here, there].map((each) => each.drafts(woman, 'cityShelter', { key, note: 'one bag' })),
        );
        expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
        expect(await stepsOf(drafts[0]!)).toEqual([1, 1]);
        const other = await there.asksToDraft(woman, 'cityShelter', { key, note: 'two bags' });
        expect(pathsOf(other)).toEqual(['key']);
        const said = { key: randomUUID() };
        const steps = await Promise.all([here, there].map((each) => each.tries('SEND', CASEWORKER, drafts[0]!, said)));
        expect(namesOf(steps)).toEqual(['Referral', 'Referral']);
        expect(await stepsOf(drafts[0]!)).toEqual([2, 2]);
      }
    },
    LONG,
  );

  it(
    'two confirm a listing, and two decide about a change of it, in the same moment: once each',
    async () => {
      const id = network.listings.cityShelter;
      const [one, other] = processes.map((each) => keeping(each.as(CITY_SHELTER)));
      const [accepting, refusing] = processes.map((each) => keeping(each.as(ADMINISTRATOR)));
      const confirmed = async () =>
        Number(
          (
            await database.one<{ n: number }>(
              sql`SELECT COUNT(*) AS n FROM audit_entry WHERE subject_id = ${id} AND action = 'listing.confirm'`,
            )
          )?.n,
        );
      for (let round = 0; round < 4; round++) {
        const [at, before] = [await one!.version(id), await confirmed()];
        const confirms = await Promise.all([one!.confirm(id, at), other!.confirm(id, at)]);
        expect(namesOf(confirms)).toEqual(['ListingUpdated', 'StaleListing']);
        expect(await confirmed()).toBe(before + 1);
        await one!.say(id, { minimumAge: 20 + round });
        const decided = await Promise.all([accepting!.decide(id, true), refusing!.decide(id, false, 'Not so.')]);
        expect(decided.filter(({ __typename }) => __typename === 'ListingUpdated')).toHaveLength(1);
      }
    },
    LONG,
  );

  it(
    'a key is known to a process that was started afterwards, and every audit trail is whole',
    async () => {
      const referral = await sent();
      const said = { key: randomUUID(), note: 'upstairs' };
      const first = await here.takes('ACCEPT', CITY_SHELTER, referral, said);
      await processes[0].stop();
      processes[0] = await Process.start(settings, network);
      here = new TestJourney(processes[0]);
      expect(await here.takes('ACCEPT', CITY_SHELTER, referral, said)).toEqual(first);
      expect(pathsOf(await here.tries('ACCEPT', CITY_SHELTER, referral, { ...said, note: 'below' }))).toEqual(['key']);
      expect(await stepsOf(referral)).toEqual([3, 3]);
      const trail = new AuditTrail(new SystemClock());
      const chains = await database.all<{ chain: string }>(sql`SELECT chain FROM audit_chain`);
      expect(chains.length).toBeGreaterThan(1);
      for (const { chain } of chains) expect(await trail.verify(database, chain)).toMatchObject({ intact: true });
    },
    LONG,
  );
});
