import { createHash, randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../src/audit/index.js';
import { loadDemoWhenEmpty } from '../src/interchange/index.js';
import { readSettings } from '../src/platform/config.js';
import { openDatabase } from '../src/platform/database/index.js';
import type { Ground } from '../src/platform/platform.module.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import {
  findStep,
  REFERRAL_STATUSES,
  type ReferralStatusValue,
  type ReferralStepValue,
} from '../src/referrals/index.js';
import { SCHEMA } from '../src/schema.js';
import { buildContext } from '../src/server.js';
import { TestClock } from './support/clock.js';
import { DATABASES, freshDatabase, type DatabaseKind } from './support/databases.js';

interface Loaded {
  ground: Ground;
  said: string[];
  outcome: string;
  close(): Promise<void>;
}

async function emptyGround(kind: DatabaseKind, env: Record<string, string> = {}) {
  const { url, drop } = await freshDatabase(kind);
  const settings = readSettings({
    DATABASE_URL: url,
    ALONGSIDE_KEY: randomBytes(32).toString('base64'),
    ERASURE_LEDGER: `${process.env.ALONGSIDE_TEST_FOLDER ?? ''}/${randomBytes(8).toString('hex')}.erasures`,
    ...env,
  });
  const masterKey = new MasterKey(settings.key);
  const database = await openDatabase(settings.database, masterKey, SCHEMA);
  await database.migrate();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ground: Ground = { settings, masterKey, database, clock: new TestClock(), log };
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ground, close };
}

async function load(kind: DatabaseKind, share: number, env: Record<string, string> = {}): Promise<Loaded> {
  const { ground, close } = await emptyGround(kind, env);
  const said: string[] = [];
  const outcome = await loadDemoWhenEmpty(ground, (line = '') => said.push(line), buildContext, { share });
  return { ground, said, outcome, close };
}

const count = async ({ ground }: Loaded, query: ReturnType<typeof sql>): Promise<number> =>
  Number((await ground.database.one<{ n: number }>(query))?.n);

/** What every figure is made of, by listing, without anything that is drawn anew at each load. */
async function figures({ ground }: Loaded): Promise<string> {
  const rows = await ground.database.all<Record<string, unknown>>(sql`
    SELECT l.source_identity AS listing, r.status, r.outcome, r.reason_code, r.assistance, r.sent_at, r.answered_at, r.arrived_at
    FROM referral r JOIN listing l ON l.id = r.listing_id`);
  return createHash('sha256')
    .update(JSON.stringify(rows.map((row) => JSON.stringify(row)).sort()))
    .digest('hex');
}

async function everyTimelineIsAWay({ ground }: Loaded): Promise<void> {
  interface Event {
    referral_id: string;
    place: number;
    step: ReferralStepValue | null;
    status: ReferralStatusValue;
    at: string;
  }
  const events = await ground.database.all<Event>(
    sql`SELECT referral_id, place, step, status, at FROM referral_event ORDER BY referral_id, place`,
  );
  let before: Event | null = null;
  for (const event of events) {
    const first = before === null || before.referral_id !== event.referral_id;
    if (first) expect(event).toMatchObject({ place: 1, step: null, status: 'DRAFT' });
    else {
      expect(event.place).toBe(before!.place + 1);
      expect(event.at >= before!.at).toBe(true);
      if (event.step === null) expect(event.status).toBe(before!.status);
      else expect(findStep(before!.status, event.step)?.to).toBe(event.status);
    }
    before = event;
  }
  const astray = await ground.database.all(sql`
    SELECT r.id FROM referral r JOIN referral_event e ON e.referral_id = r.id AND e.place = r.version
    WHERE e.status <> r.status`);
  expect(astray).toEqual([]);
  expect(new Set(events.map((event) => event.referral_id)).size).toBeGreaterThan(100);
}

async function everyChainIsIntact({ ground }: Loaded): Promise<void> {
  const organizations = await ground.database.all<{ id: string }>(sql`SELECT id FROM organization`);
  const trail = new AuditTrail(ground.clock);
  let entries = 0;
  for (const chain of [NETWORK_CHAIN, ...organizations.map(({ id }) => id)]) {
    const verified = await trail.verify(ground.database, chain);
    expect(verified).toMatchObject({ intact: true, firstBroken: null });
    entries += verified.entries;
  }
  expect(entries).toBeGreaterThan(500);
  const backwards = await ground.database.all(sql`
    SELECT a.id FROM audit_entry a JOIN audit_entry b ON a.chain = b.chain AND b.position = a.position + 1
    WHERE b.at < a.at OR b.at > ${ground.clock.now()}`);
  expect(backwards).toEqual([]);
}

const SHARE = 0.2;

describe.each(DATABASES)('the demo network on %s', (kind) => {
  let loaded: Loaded;

  beforeAll(async () => {
    loaded = await load(kind, SHARE);
  }, 180_000);

  afterAll(() => loaded.close());

  it('says once who can sign in and with what, and keeps neither the password nor any hash twice', async () => {
    expect(loaded.outcome).toBe('LOADED');
    const password = /said only now: (\S{16,})$/m.exec(loaded.said.join('\n'))?.[1];
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(loaded.said.join('\n')).toMatch(/caseworker@riverside\.example\s+CASEWORKER\s+Riverside Drop-in/);
    const staff = await loaded.ground.database.all<{ password_hash: string }>(sql`SELECT password_hash FROM staff`);
    expect(staff).toHaveLength(19);
    expect(new Set(staff.map((row) => row.password_hash)).size).toBe(19);
  });

  it('takes in the directory whole, in one revision', async () => {
    expect(await count(loaded, sql`SELECT count(*) AS n FROM organization`)).toBe(18);
    expect(await count(loaded, sql`SELECT count(*) AS n FROM listing`)).toBe(64);
    // Whatever refusals taught since has a later one.
    expect(await count(loaded, sql`SELECT min(revision) AS n FROM listing`)).toBe(1);
    const open = sql`SELECT count(*) AS n FROM listing_capacity WHERE valid_until > ${loaded.ground.clock.now()}`;
    expect(await count(loaded, open)).toBeGreaterThan(5);
  });

  it('has timelines that the journey allows, and trails that nobody touched', async () => {
    await everyTimelineIsAWay(loaded);
    await everyChainIsIntact(loaded);
  });

  it('has asked the places that refused somebody, in time', async () => {
    const resolved = sql`SELECT count(*) AS n FROM verification_task WHERE resolved_at IS NOT NULL`;
    expect(await count(loaded, resolved)).toBeGreaterThan(0);
    expect(await count(loaded, sql`${resolved} AND resolved_at > due_at`)).toBe(0);
    const late = sql`SELECT count(*) AS n FROM verification_task WHERE resolved_at IS NULL AND due_at < ${loaded.ground.clock.now()}`;
    expect(await count(loaded, late)).toBe(0);
  });

  it('has work on the desks today', async () => {
    const now = loaded.ground.clock.now();
    const waiting = sql`SELECT count(*) AS n FROM referral WHERE status IN ('SENT', 'ACKNOWLEDGED')`;
    expect(await count(loaded, waiting)).toBeGreaterThanOrEqual(12);
    expect(await count(loaded, sql`${waiting} AND due_at < ${now}`)).toBeGreaterThanOrEqual(3);
    expect(await count(loaded, sql`${waiting} AND due_at > ${now}`)).toBeGreaterThanOrEqual(6);
    for (const status of ['WAITLISTED', 'SCHEDULED', 'ACCEPTED', 'ARRIVED', 'DRAFT'])
      expect([
        status,
        (await count(loaded, sql`SELECT count(*) AS n FROM referral WHERE status = ${status}`)) >= 2,
      ]).toEqual([status, true]);
    const ahead = sql`SELECT count(*) AS n FROM referral WHERE status = 'SCHEDULED' AND appointment_at > ${now}`;
    expect(await count(loaded, ahead)).toBeGreaterThanOrEqual(4);
  });

  it('has plans in progress: late, in their time and ahead, of women inside and out, and some whose child is born', async () => {
    const today = loaded.ground.clock.now().slice(0, 10);
    const open = sql`SELECT count(*) AS n FROM plan_step s JOIN plan p ON p.id = s.plan_id
      JOIN client c ON c.id = p.client_id JOIN staff f ON f.id = c.assigned_to_id
      WHERE p.ended_at IS NULL AND s.state = 'OPEN' AND f.email = 'caseworker@riverside.example'`;
    expect(await count(loaded, sql`${open} AND s.due_on < ${today} AND s.waits = FALSE`)).toBeGreaterThanOrEqual(2);
    expect(
      await count(loaded, sql`${open} AND s.act_from <= ${today} AND s.due_on >= ${today}`),
    ).toBeGreaterThanOrEqual(3);
    expect(await count(loaded, sql`SELECT count(*) AS n FROM plan WHERE in_custody = TRUE`)).toBe(2);
    expect(await count(loaded, sql`SELECT count(*) AS n FROM plan WHERE happened_on IS NOT NULL`)).toBe(2);
    expect(await count(loaded, sql`SELECT count(*) AS n FROM plan_step WHERE met_by_id IS NOT NULL`)).toBe(4);
    expect(await count(loaded, sql`SELECT count(*) AS n FROM organization WHERE custodial = TRUE`)).toBe(1);
  });

  it('begins before a closed door: the first worker who tries it has nobody behind a confidential one', async () => {
    const behind = (email: string) => sql`
      SELECT count(*) AS n FROM referral r JOIN listing l ON l.id = r.listing_id
        JOIN client c ON c.id = r.client_id JOIN staff s ON s.id = c.assigned_to_id
      WHERE s.email = ${email} AND r.door_opened = TRUE AND l.address_visibility <> 'FULL'
        AND r.status IN ('ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED')`;
    expect(await count(loaded, behind('caseworker@riverside.example'))).toBe(0);
    expect(await count(loaded, behind('caseworker@northside.example'))).toBe(0);
    expect(await count(loaded, behind('colleague@riverside.example'))).toBeGreaterThanOrEqual(1);
  });

  it('refuses a database that is not empty, in one line', async () => {
    const said: string[] = [];
    const before = await figures(loaded);
    const outcome = await loadDemoWhenEmpty(loaded.ground, (line = '') => said.push(line), buildContext);
    expect([outcome, said.length]).toEqual(['KEPT_WHAT_IS_HERE', 1]);
    expect(said[0]).toMatch(/kept/);
    expect(await figures(loaded)).toBe(before);
  });

  it('keeps nothing where it fails half-way', async () => {
    const { ground, close } = await emptyGround(kind);
    const failing = (on: Ground): Promise<INestApplicationContext> =>
      on.database.one(sql`SELECT id FROM organization`).then((row) => {
        throw new Error(row ? 'half-way' : 'too early');
      });
    await expect(loadDemoWhenEmpty(ground, () => undefined, failing)).rejects.toThrow('half-way');
    expect(await ground.database.all(sql`SELECT id FROM organization`)).toEqual([]);
    await close();
  });
});

describe('the whole of the demo network', () => {
  let whole: Loaded;

  beforeAll(async () => {
    whole = await load('sqlite', 1, { DEMO_PASSWORD: 'a password of our own' });
  }, 180_000);

  afterAll(() => whole.close());

  it('has about as many women and referrals as it promises, and never says a password that was set', async () => {
    const clients = await count(whole, sql`SELECT count(*) AS n FROM client`);
    const referrals = await count(whole, sql`SELECT count(*) AS n FROM referral`);
    expect([clients >= 280 && clients <= 320, referrals >= 750 && referrals <= 850]).toEqual([true, true]);
    expect(whole.said.join('\n')).not.toContain('a password of our own');
  });

  it('has every status, and something of everything that a figure can show', async () => {
    const { database } = whole.ground;
    const statuses = await database.all<{ status: string }>(sql`SELECT DISTINCT status FROM referral`);
    expect(statuses.map(({ status }) => status).sort()).toEqual([...REFERRAL_STATUSES].sort());
    const some = async (condition: ReturnType<typeof sql>, atLeast: number) =>
      expect(
        await count(
          whole,
          sql`SELECT count(*) AS n FROM referral r JOIN listing l ON l.id = r.listing_id WHERE ${condition}`,
        ),
      ).toBeGreaterThanOrEqual(atLeast);
    await some(sql`r.outcome = 'RECEIVED'`, 200);
    await some(sql`r.status = 'DECLINED'`, 60);
    await some(sql`r.reason_step = 'TURN_AWAY'`, 5);
    await some(sql`r.reason_code = 'consent-withdrawn'`, 3);
    await some(sql`r.replaces_id IS NOT NULL`, 60);
    await some(sql`r.outcome = 'RECEIVED' AND r.her_got_help = 0`, 3);
    await some(sql`l.source_identity = 'demo:st-brigid-refuge' AND r.reason_code = 'drug-use'`, 5);
    await some(sql`r.status = 'COMPLETED' AND r.answered_at IS NOT NULL AND r.reason_code IS NULL`, 200);
    const afterAll = sql`SELECT count(*) AS n FROM referral_event e JOIN referral_event p
      ON p.referral_id = e.referral_id AND p.place = e.place - 1 WHERE e.step = 'ARRIVE' AND p.status = 'EXPIRED'`;
    expect(await count(whole, afterAll)).toBeGreaterThanOrEqual(1);
    const keptPlace = sql`SELECT count(*) AS n FROM audit_entry WHERE action = 'consent.withdraw-keeping-place'`;
    expect(await count(whole, keptPlace)).toBeGreaterThanOrEqual(2);
  });

  it('has timelines that the journey allows, and trails that nobody touched', async () => {
    await everyTimelineIsAWay(whole);
    await everyChainIsIntact(whole);
  });
});

it('tells the same stories from the same seed, on either database', async () => {
  const kinds: DatabaseKind[] = DATABASES.length > 1 ? [...DATABASES] : [...DATABASES, ...DATABASES];
  const digests: string[] = [];
  for (const kind of kinds) {
    const loaded = await load(kind, SHARE / 2);
    digests.push(await figures(loaded));
    await loaded.close();
  }
  expect(new Set(digests).size).toBe(1);
}, 240_000);
