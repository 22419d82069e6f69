import sql, { raw } from 'sql-template-tag';
import { NETWORK_CHAIN } from '../../src/audit/index.js';
import { SystemClock } from '../../src/platform/clock.js';
import type { Database } from '../../src/platform/database/index.js';
import { keyAge } from '../../src/platform/keys/index.js';
import { MasterKey, Secret } from '../../src/platform/secrets/index.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, COLLEAGUE } from '../support/journey.js';
import { newKey, RealHouse, signedIn, type Server } from '../support/real-house.js';

/** Each starts several programs. */
jest.setTimeout(180_000);

/** So many women besides, so that a change takes its time; more of them for the figure in the docs. */
const WOMEN = Number(process.env.ALONGSIDE_TEST_WOMEN ?? 1_000);

const OPEN = `mutation ($input: OpenClientInput!) { openClient(input: $input) { __typename ... on Client { id } } }`;
const READ = `query ($id: ID!) { client(id: $id) { id safeContact { details } } }`;
const FIND = `query ($passphrase: String!) { clientByPassphrase(passphrase: $passphrase, purpose: "she asks") { id } }`;

type Asking = Awaited<ReturnType<typeof signedIn>>;
interface Read {
  client: { safeContact: { details: string } };
}

const told = (details: string, more: object = {}) => ({
  input: { safeContact: { channel: 'PHONE', details }, ...more },
});
const opens = async (ask: Asking, details: string, more?: object): Promise<string> =>
  (await ask<{ openClient: { id: string } }>(OPEN, told(details, more))).openClient.id;
const reads = async (ask: Asking, id: string): Promise<string> =>
  (await ask<Read>(READ, { id })).client.safeContact.details;

/** Women who are opened at one server and read at another, again and again, until they are told to stop. */
class Lanes {
  readonly failures: string[] = [];
  readonly opened: [string, string][] = [];
  count = 0;
  #going = true;
  readonly #lanes: Promise<void>[];

  constructor(desks: readonly Asking[]) {
    this.#lanes = desks.map((desk, index) => this.#lane(desk, desks[(index + 1) % desks.length] ?? desk));
  }

  async #lane(desk: Asking, other: Asking): Promise<void> {
    while (this.#going)
      try {
        const details = `by the bridge, ${this.count}`;
        const id = await opens(desk, details);
        if ((await reads(other, id)) !== details) throw new Error('read something else');
        const [first] = this.opened;
        if (first && (await reads(other, first[0])) !== first[1]) throw new Error('read something else');
        this.opened.push([id, details]);
        this.count += 3;
        // She writes something down in between; the programs beside her need the processor too.
        await new Promise((wake) => setTimeout(wake, 60));
      } catch (error) {
        this.failures.push(String(error));
      }
  }

  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#lanes);
  }
}

/** Rows like those of women who were opened, each with a key of her own, wrapped by this key. */
async function manyWomen(database: Database, master: MasterKey, like: string): Promise<void> {
  const copied = `organization_id, version, assigned_to_id, age_band, pregnancy, count_me, details, opened_at`;
  for (let done = 0; done < WOMEN; done += 500)
    await database.write(async (tx) => {
      for (let place = done; place < Math.min(WOMEN, done + 500); place++) {
        const id = `woman-${place}`;
        await tx.run(sql`
          INSERT INTO client (id, code, counted_as, passphrase_hash, came_by_referral_id, ${raw(copied)})
          SELECT ${id}, ${id}, ${id}, NULL, NULL, ${raw(copied)} FROM client WHERE id = ${like}`);
        const { wrapped } = master.newDataKey(`client_key:${id}`);
        await tx.run(sql`INSERT INTO client_key (client_id, wrapped) VALUES (${id}, ${wrapped})`);
      }
    });
}

const wrapsIn = (database: Database) =>
  database.all<{ client_id: string; wrapped: string }>(
    sql`SELECT client_id, wrapped FROM client_key ORDER BY client_id`,
  );

describe.each(DATABASES)('the key is changed while servers run, on %s', (kind) => {
  let house: RealHouse;
  let servers: Server[];
  let oldKey: string;
  const key = newKey();
  let desks: Asking[];
  let lanes: Lanes;
  let her: string;
  let before: { client_id: string; wrapped: string }[];
  const log: string[] = [];

  beforeAll(async () => {
    house = await RealHouse.prepare(kind);
    oldKey = house.key;
    servers = [await house.serve()];
    // Two processes share one PostgreSQL; an embedded file has one server.
    if (kind === 'postgres') servers.push(await house.serve());
    desks = await Promise.all(servers.map((server) => signedIn(server, CASEWORKER)));
    her = await opens(desks[0]!, 'at her sister’s', { passphrase: 'seven grey herons wading' });
    await house.look((database, master) => manyWomen(database, master, her));
    before = await house.look((database) => wrapsIn(database));
    lanes = new Lanes(desks);
  });
  afterAll(() => house.close());

  it('is not changed where no new key is given: one line says so', async () => {
    expect(await house.admin(['rotate-key'])).toMatchObject({
      code: 1,
      out: 'ALONGSIDE_KEY_NEXT is not set: keep the new key where ALONGSIDE_KEY is kept, and give both.\n',
      err: '',
    });
  });

  it('is begun, killed half-way, and nobody who works notices', async () => {
    const admin = await house.begin('commands/admin', ['rotate-key'], { ALONGSIDE_KEY_NEXT: key });
    // Half-way is where some are wrapped by the one and some by the other key.
    const [master] = [new MasterKey(new Secret(key))];
    let under = 0;
    while (under === 0) {
      await new Promise((wake) => setTimeout(wake, 20));
      const rows = await house.look((database) => wrapsIn(database));
      under = rows.filter((row) => master.opens(row.wrapped, `client_key:${row.client_id}`)).length;
    }
    admin.kill();
    await admin.ended;
    const rows = await house.look((database) => wrapsIn(database));
    const stillOld = rows.filter((row) => !master.opens(row.wrapped, `client_key:${row.client_id}`)).length;
    expect(stillOld).toBeGreaterThan(0);
    const count = lanes.count;
    await new Promise((wake) => setTimeout(wake, 1_500));
    expect(lanes.count).toBeGreaterThan(count);
    expect(lanes.failures).toEqual([]);
  });

  it('another server starts meanwhile with both keys; with the old or the new one alone it says what to do', async () => {
    const third = await house.serve({ ALONGSIDE_KEY_NEXT: key });
    expect(third.address).toBeDefined();
    const colleague = await signedIn(third, CASEWORKER);
    expect(await reads(colleague, her)).toBe('at her sister’s');
    third.stop();
    expect((await third.ended).code).toBe(0);
    for (const alone of [oldKey, key]) {
      const server = await house.serve({ ALONGSIDE_KEY: alone });
      expect(server.address).toBeUndefined();
      const ended = await server.ended;
      expect(ended).toMatchObject({ code: 1, err: '' });
      expect(ended.out).toMatch(/^ALONGSIDE_KEY is being changed: .*\n$|does not open with this ALONGSIDE_KEY.*\n$/);
    }
  });

  it('is not changed to a third key in between', async () => {
    const ended = await house.admin(['rotate-key'], { ALONGSIDE_KEY_NEXT: newKey() });
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out).toMatch(/^ALONGSIDE_KEY is being changed: give the old key .*\n$/);
  });

  it('goes on where it stopped, to its end, and not one request failed', async () => {
    const [requests, began] = [lanes.count, Date.now()];
    const ended = await house.admin(['rotate-key'], { ALONGSIDE_KEY_NEXT: key });
    log.push(
      `${kind}: ${Date.now() - began} ms for the rest of ${WOMEN}, ${lanes.count - requests} requests meanwhile`,
    );
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toMatch(/\d+ keys were wrapped anew\.\nFrom now on start with the new key in ALONGSIDE_KEY\.\n$/);
    // It goes on a little: processes have learnt that it is over.
    await new Promise((wake) => setTimeout(wake, 2_500));
    await lanes.stop();
    expect(lanes.failures).toEqual([]);
    expect(lanes.count).toBeGreaterThan(requests);
    house.key = key;
    process.stderr.write(`${log.join('\n')}\n`);
  });

  it('done twice it is done once', async () => {
    const ended = await house.admin(['rotate-key'], { ALONGSIDE_KEY: oldKey, ALONGSIDE_KEY_NEXT: key });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toContain('This key is in use already.');
  });

  it('everything that is kept opens with the new key and with the old one no more', async () => {
    const rows = await house.look((database) => wrapsIn(database));
    expect(rows.length).toBeGreaterThan(WOMEN);
    const [oldMaster, master] = [oldKey, key].map((each) => new MasterKey(new Secret(each)));
    const openWith = (by: MasterKey | undefined) =>
      rows.filter((row) => by?.opens(row.wrapped, `client_key:${row.client_id}`)).length;
    expect([openWith(master), openWith(oldMaster)]).toEqual([rows.length, 0]);
    // What somebody copied before still opens with the old one: that is why it is destroyed.
    expect(before.every((row) => oldMaster?.opens(row.wrapped, `client_key:${row.client_id}`))).toBe(true);
    expect(before.some((row) => master?.opens(row.wrapped, `client_key:${row.client_id}`))).toBe(false);
  });

  it('both acts stand in the network’s trail, and the key is as old as its change', async () => {
    const acts = await house.look((database) =>
      database.all<{ action: string }>(sql`
        SELECT action FROM audit_entry WHERE chain = ${NETWORK_CHAIN} AND subject_type = 'key' ORDER BY position`),
    );
    expect(acts.map(({ action }) => action)).toEqual(['key.change-begin', 'key.change']);
    const age = await house.look((database) => keyAge(database, new SystemClock()));
    expect(age).toMatchObject({ days: 0, changing: false });
    expect(Date.now() - Date.parse(age?.since ?? '')).toBeLessThan(60_000);
  });

  it('a server starts with the new key alone, reads every woman and knows her words; with the old key none starts', async () => {
    await house.stop();
    const server = await house.serve();
    const desk = await signedIn(server, CASEWORKER);
    for (const [id, details] of lanes.opened.slice(0, 50)) expect(await reads(desk, id)).toBe(details);
    expect(await desk(FIND, { passphrase: 'Seven grey herons wading' })).toEqual({ clientByPassphrase: { id: her } });
    const refused = await house.serve({ ALONGSIDE_KEY: oldKey });
    expect(await refused.ended).toMatchObject({ code: 1, err: '' });
    expect(refused.out()).toMatch(/^(This ALONGSIDE_KEY is not the key|.*does not open with this ALONGSIDE_KEY).*\n$/);
    expect(await (await signedIn(server, COLLEAGUE))(`{ me { id } }`)).toBeDefined();
  });
});
