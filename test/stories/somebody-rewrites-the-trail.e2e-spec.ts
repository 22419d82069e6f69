import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql, { raw } from 'sql-template-tag';
import { CHAIN_START, hashOf } from '../../src/audit/chain.js';
import {
  AuditChain,
  AuditEntryRow,
  AuditTrail,
  AuditVerifier,
  Checkpoints,
  missingGuards,
} from '../../src/audit/index.js';
import { openDatabase, type Database, type Transaction } from '../../src/platform/database/index.js';
import { readSettings, type Settings } from '../../src/platform/config.js';
import { Jobs } from '../../src/platform/jobs/index.js';
import { MasterKey } from '../../src/platform/secrets/index.js';
import { SCHEMA } from '../../src/schema.js';
import { TestClock } from '../support/clock.js';
import { DATABASES, freshDatabase } from '../support/databases.js';
import { dropGuards } from '../support/tampering.js';

const MINE = randomUUID();
const THEIRS = randomUUID();
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe.each(DATABASES)('somebody who owns the database rewrites the trail, on %s', (kind) => {
  let database: Database;
  let drop: () => Promise<void>;
  let settings: Settings;
  const clock = new TestClock();
  const trail = new AuditTrail(clock);

  const signedBy = (key: MasterKey) => new Checkpoints(database, clock, new Jobs(SILENT), key, settings);
  const checkpoints = () => signedBy(new MasterKey(settings.key));
  const verified = (chain = MINE) => new AuditVerifier(database, checkpoints()).verify(chain);
  const all = () => new AuditVerifier(database, checkpoints()).verifyAll();
  const adds = (count: number, chain = MINE) =>
    database.write((tx) =>
      trail.record(
        tx,
        ...Array.from({ length: count }, () => ({
          chain,
          actorId: randomUUID(),
          action: 'client.read',
          subjectType: 'client',
          subjectId: randomUUID(),
          purpose: 'covering the night',
        })),
      ),
    );
  const does = (...statements: ReturnType<typeof sql>[]) =>
    database.write(async (tx) => {
      for (const each of statements) await tx.run(each);
    });

  beforeEach(async () => {
    const fresh = await freshDatabase(kind);
    drop = fresh.drop;
    const folder = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'checkpoints-'));
    settings = readSettings({
      DATABASE_URL: fresh.url,
      ALONGSIDE_KEY: randomBytes(32).toString('base64'),
      CHECKPOINTS_FOLDER: join(folder, 'signed'),
    });
    database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
    await database.migrate();
    clock.pass({ minutes: 1 });
    await adds(6);
    await adds(3, THEIRS);
    expect(await checkpoints().write()).toBe(9);
    await adds(6);
    expect(await checkpoints().write()).toBe(6);
  });
  afterEach(async () => {
    await database.close();
    await drop();
  });

  const theFile = () => join(settings.checkpointsFolder, readdirSync(settings.checkpointsFolder)[0]!);
  const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

  describe('the database itself refuses', () => {
    const ofMine = sql`WHERE chain = ${MINE}`;
    const refused: [string, ReturnType<typeof sql>][] = [
      ['to change an entry', sql`UPDATE audit_entry SET purpose = 'another' ${ofMine} AND position = 3`],
      ['to change one to what it is', sql`UPDATE audit_entry SET purpose = purpose ${ofMine}`],
      ['to remove one', sql`DELETE FROM audit_entry ${ofMine} AND position = 12`],
      ['to set a chain back', sql`UPDATE audit_chain SET length = length - 1 ${ofMine}`],
      ['to give it to another', sql`UPDATE audit_chain SET chain = 'x' ${ofMine}`],
      ['to remove a chain', sql`DELETE FROM audit_chain ${ofMine}`],
      ...(kind === 'sqlite'
        ? ([
            [
              'to replace an entry, by its id',
              sql`INSERT OR REPLACE INTO audit_entry SELECT id, chain, position + 100, at, actor_id, action, subject_type, subject_id, 'x', hash
                  FROM audit_entry ${ofMine} AND position = 3`,
            ],
            [
              'to replace an entry, by its place',
              sql`INSERT OR REPLACE INTO audit_entry SELECT 'x', chain, position, at, actor_id, action, subject_type, subject_id, 'x', hash
                  FROM audit_entry ${ofMine} AND position = 3`,
            ],
            [
              'to replace a head',
              sql`INSERT OR REPLACE INTO audit_chain (chain, length, last_hash) VALUES (${MINE}, 1, 'x')`,
            ],
          ] as [string, ReturnType<typeof sql>][])
        : ([
            ['to empty the trail', sql`TRUNCATE audit_entry`],
            ['to empty the heads', sql`TRUNCATE audit_chain`],
            ['a replica too', sql`SET LOCAL session_replication_role = replica; UPDATE audit_entry SET purpose = 'x'`],
          ] as [string, ReturnType<typeof sql>][])),
    ];
    it.each(refused)('%s', async (_what, statement) => {
      await expect(does(statement)).rejects.toThrow(
        /the audit trail is never changed|nothing is removed from the audit trail|an audit chain only grows/,
      );
      expect(await verified()).toMatchObject({ intact: true, entries: 12 });
    });

    it('and it shows when that was taken away', async () => {
      expect(await missingGuards(database)).toEqual([]);
      const off = raw('audit_entry_is_not_changed');
      await does(kind === 'sqlite' ? sql`DROP TRIGGER ${off}` : sql`ALTER TABLE audit_entry DISABLE TRIGGER ${off}`);
      expect(await missingGuards(database)).toEqual(['audit_entry_is_not_changed']);
      await dropGuards(database);
      expect((await missingGuards(database)).length).toBeGreaterThan(3);
    });

    it('and still takes what is added, also to a chain that begins', async () => {
      await adds(2);
      const begun = randomUUID();
      await Promise.all([adds(1, begun), adds(2, begun), adds(1, begun)]);
      expect(await verified(begun)).toMatchObject({ intact: true, entries: 4, signedEntries: 0 });
      expect(await verified()).toMatchObject({ intact: true, entries: 14, signedEntries: 12 });
    });
  });

  describe('and when she has taken that away, each way of tampering is named with the number of the entry', () => {
    let entries: AuditEntryRow[];
    beforeEach(async () => {
      await dropGuards(database);
      entries = await database.manager.find(AuditEntryRow, { where: { chain: MINE }, order: { position: 'ASC' } });
    });
    const at = (position: number) => entries[position - 1]!;
    const set = (tx: Transaction, id: string, column: string, value: unknown) =>
      tx.run(sql`UPDATE audit_entry SET ${raw(column)} = ${value} WHERE id = ${id}`);
    /** Computes all anew from a position on, with the head, as whoever knows how can. */
    async function rewriteFrom(tx: Transaction, position: number): Promise<void> {
      const rest = await tx.manager.find(AuditEntryRow, { where: { chain: MINE }, order: { position: 'ASC' } });
      let last = position === 1 ? CHAIN_START : rest[position - 2]!.hash;
      for (const each of rest.slice(position - 1)) {
        last = hashOf(last, each);
        await set(tx, each.id, 'hash', last);
      }
      await tx.manager.update(AuditChain, { chain: MINE }, { length: rest.length, lastHash: last });
    }
    const moveUp = async (tx: Transaction, after: number, by: number) => {
      const ordered = by > 0 ? [...entries].reverse() : entries;
      for (const each of ordered.filter(({ position }) => position > after))
        await set(tx, each.id, 'position', each.position + by);
    };
    const forged = (position: number, previous: string): AuditEntryRow => {
      const entry = Object.assign(new AuditEntryRow(), at(3), { id: randomUUID(), position });
      return Object.assign(entry, { hash: hashOf(previous, entry) });
    };

    const ways: [string, number, RegExp, (tx: Transaction) => Promise<unknown>][] = [
      ['an entry edited', 4, /Entry 4 .*changed/, (tx) => set(tx, at(4).id, 'actor_id', randomUUID())],
      [
        'an entry edited, and its hash with it',
        4,
        /Entry 4 is another than the one that was signed/,
        (tx) => set(tx, at(4).id, 'actor_id', null).then(() => rewriteOne(tx, 4)),
      ],
      [
        'an entry deleted',
        7,
        /Entry 7 .*taken out/,
        (tx) => tx.run(sql`DELETE FROM audit_entry WHERE id = ${at(7).id}`),
      ],
      [
        'an entry deleted, and the rest moved up and computed anew with the head',
        7,
        /Entry 7 /,
        async (tx) => {
          await tx.run(sql`DELETE FROM audit_entry WHERE id = ${at(7).id}`);
          await moveUp(tx, 7, -1);
          await rewriteFrom(tx, 7);
        },
      ],
      [
        'the end cut off',
        11,
        /Entry 11 .*cut off/,
        (tx) => tx.run(sql`DELETE FROM audit_entry WHERE chain = ${MINE} AND position > 10`),
      ],
      [
        'the end cut off, and the head set back to it',
        11,
        /Entry 11 .*cut off/,
        async (tx) => {
          await tx.run(sql`DELETE FROM audit_entry WHERE chain = ${MINE} AND position > 10`);
          await tx.manager.update(AuditChain, { chain: MINE }, { length: 10, lastHash: at(10).hash });
        },
      ],
      [
        'two swapped',
        3,
        /place of entry 3/,
        async (tx) => {
          await set(tx, at(3).id, 'position', 1000);
          await set(tx, at(9).id, 'position', 3);
          await set(tx, at(3).id, 'position', 9);
        },
      ],
      [
        'two swapped, and all computed anew with the head',
        3,
        /Entry 3 /,
        async (tx) => {
          await set(tx, at(3).id, 'position', 1000);
          await set(tx, at(9).id, 'position', 3);
          await set(tx, at(3).id, 'position', 9);
          await rewriteFrom(tx, 3);
        },
      ],
      [
        'one forged and put in',
        5,
        /Entry 5 was put in/,
        async (tx) => {
          await moveUp(tx, 4, 1);
          await tx.manager.insert(AuditEntryRow, forged(5, at(4).hash));
          await tx.run(sql`UPDATE audit_chain SET length = length + 1 WHERE chain = ${MINE}`);
        },
      ],
      [
        'one forged and put in, and all computed anew with the head',
        5,
        /Entry 5 /,
        async (tx) => {
          await moveUp(tx, 4, 1);
          await tx.manager.insert(AuditEntryRow, forged(5, at(4).hash));
          await rewriteFrom(tx, 5);
        },
      ],
      [
        'one forged behind the last',
        13,
        /Entry 13 was put in/,
        (tx) => tx.manager.insert(AuditEntryRow, forged(13, at(12).hash)),
      ],
      [
        'entries and head together rewritten from some point on',
        8,
        /Entry 8 is another than the one that was signed/,
        async (tx) => {
          await set(tx, at(8).id, 'subject_id', randomUUID());
          await rewriteFrom(tx, 8);
        },
      ],
      [
        'all of it rewritten, from the first on',
        1,
        /Entry 1 is another than the one that was signed/,
        async (tx) => {
          await set(tx, at(1).id, 'at', '2020-01-01T00:00:00.000Z');
          await rewriteFrom(tx, 1);
        },
      ],
      [
        'the whole chain gone',
        1,
        /Entry 1 .*cut off/,
        async (tx) => {
          await tx.run(sql`DELETE FROM audit_entry WHERE chain = ${MINE}`);
          await tx.run(sql`DELETE FROM audit_chain WHERE chain = ${MINE}`);
        },
      ],
    ];
    async function rewriteOne(tx: Transaction, position: number): Promise<void> {
      const entry = await tx.manager.findOneByOrFail(AuditEntryRow, { chain: MINE, position });
      await set(tx, entry.id, 'hash', hashOf(at(position - 1).hash, entry));
    }

    it.each(ways)('%s: entry %i', async (_what, position, says, tampers) => {
      await database.write(tampers);
      expect(await verified()).toMatchObject({
        intact: false,
        entries: position - 1,
        firstBrokenPosition: position,
        finding: expect.stringMatching(says),
        checkpoints: 2,
        signedEntries: 12,
      });
      expect((await all()).chains.filter(({ intact }) => !intact).map(({ chain }) => chain)).toEqual([MINE]);
    });

    it.each(ways.filter(([what]) => what !== 'one forged behind the last'))(
      '%s: nor is it signed afterwards, while others are',
      async (_what, position, _says, tampers) => {
        await database.write(tampers);
        const gone = (await database.one(sql`SELECT 1 AS one FROM audit_chain WHERE chain = ${MINE}`)) === undefined;
        await adds(2);
        await adds(2, THEIRS);
        const before = (await checkpoints().signed()).chains.get(MINE);
        const [written] = await Promise.allSettled([checkpoints().write()]);
        const after = (await checkpoints().signed()).chains;
        // What follows well from the last that was signed is signed; the verification walks it all and still says what is wrong before it.
        if (written.status === 'rejected') expect(after.get(MINE)).toEqual(before);
        expect(after.get(THEIRS)!.length).toBe(5);
        expect(await verified()).toMatchObject({ intact: false, firstBrokenPosition: gone ? 1 : expect.any(Number) });
        expect((await verified()).firstBrokenPosition).toBeLessThanOrEqual(position);
      },
    );
  });

  describe('the checkpoints', () => {
    it('are lines that are only added, that their owner alone reads, with each chain’s length and last hash', async () => {
      const head = await database.manager.findOneByOrFail(AuditChain, { chain: MINE });
      const before = readFileSync(theFile(), 'utf8');
      await adds(1);
      await checkpoints().write();
      expect(readFileSync(theFile(), 'utf8').startsWith(before)).toBe(true);
      expect(statSync(theFile()).mode & 0o777).toBe(0o600);
      expect(statSync(settings.checkpointsFolder).mode & 0o777).toBe(0o700);
      const [opening, , second] = linesOf(theFile()).map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(opening).toMatchObject({ opens: { publicKey: new MasterKey(settings.key).checkpointKey().publicKey } });
      expect(second).toMatchObject({
        at: clock.now(),
        chains: [{ chain: MINE, from: 6, length: 12, hash: head.lastHash }],
        signature: expect.stringMatching(/^[A-Za-z0-9+/]{86}==$/),
      });
    });

    it('are written only where something was added', async () => {
      const before = readFileSync(theFile(), 'utf8');
      expect(await checkpoints().write()).toBe(0);
      expect(readFileSync(theFile(), 'utf8')).toBe(before);
    });

    it('are written once more when the server stops, and by nothing that is no server', async () => {
      await adds(2);
      const [server, command] = [new Jobs(SILENT), new Jobs(SILENT)];
      for (const jobs of [server, command])
        new Checkpoints(database, clock, jobs, new MasterKey(settings.key), settings).onModuleInit();
      await command.onApplicationShutdown();
      expect(await checkpoints().unsigned()).toMatchObject({ entries: 2 });
      server.start();
      await server.onApplicationShutdown();
      expect(await checkpoints().unsigned()).toMatchObject({ entries: 0 });
    });

    it('are not made by who does not hold the key of the deployment', async () => {
      await dropGuards(database);
      await does(sql`UPDATE audit_entry SET purpose = 'x' WHERE chain = ${MINE}`);
      const entries = await database.manager.find(AuditEntryRow, {
        where: { chain: MINE },
        order: { position: 'ASC' },
      });
      let last = CHAIN_START;
      for (const each of entries) {
        last = hashOf(last, each);
        await does(sql`UPDATE audit_entry SET hash = ${last} WHERE id = ${each.id}`);
      }
      await does(sql`UPDATE audit_chain SET last_hash = ${last} WHERE chain = ${MINE}`);
      const another = new MasterKey(readSettings({ ALONGSIDE_KEY: randomBytes(32).toString('base64') }).key);
      expect(await signedBy(another).write()).toBe(15);
      expect(await verified()).toMatchObject({ intact: false, firstBrokenPosition: 1 });
      const { unknown } = await all();
      expect(unknown).toHaveLength(1);
      // Nor when she gives her own out as ours.
      const ours = join(
        settings.checkpointsFolder,
        readdirSync(settings.checkpointsFolder).find((name) => !unknown.includes(name))!,
      );
      renameSync(join(settings.checkpointsFolder, unknown[0]!), ours);
      expect(await verified()).toMatchObject({ intact: false, signedEntries: 0 });
      expect((await all()).problems.length).toBeGreaterThan(0);
    });

    it.each<[string, (lines: string[]) => string[]]>([
      ['changed', (lines) => lines.map((line, n) => (n === 1 ? line.replace('"from":0', '"from":1') : line))],
      ['taken out', ([first, , ...rest]) => [first!, ...rest]],
      ['made up', (lines) => [...lines, lines.at(-1)!.replace('"length":12', '"length":11')]],
      ['no line at all', (lines) => [...lines, 'x']],
    ])('where a line was %s, prove nothing, and that is said', async (_what, change) => {
      writeFileSync(theFile(), `${change(linesOf(theFile())).join('\n')}\n`);
      expect((await all()).problems.length).toBeGreaterThan(0);
      expect(await verified()).toMatchObject({ intact: false, finding: expect.any(String) });
    });

    it('miss one that was taken out also where the others fit together without it', async () => {
      await adds(1, THEIRS);
      await checkpoints().write();
      await adds(1);
      await checkpoints().write();
      const lines = linesOf(theFile());
      writeFileSync(theFile(), `${lines.filter((_line, n) => n !== 3).join('\n')}\n`);
      expect((await all()).problems).toEqual([expect.stringMatching(/^A line of .* is gone\.$/)]);
    });

    it('are whole again after a loss of power in the middle of a line', async () => {
      appendFileSync(theFile(), '{"at":"2026-');
      await adds(1);
      await checkpoints().write();
      expect(await verified()).toMatchObject({ intact: true, signedEntries: 13 });
      expect((await all()).problems).toEqual([]);
    });

    it('of two processes at once do each other no harm', async () => {
      for (let round = 0; round < 10; round++) {
        await adds(3);
        await adds(1, THEIRS);
        await Promise.all([checkpoints().write(), checkpoints().write(), adds(2)]);
      }
      await checkpoints().write();
      expect(await all()).toMatchObject({ problems: [], chains: [{ intact: true }, { intact: true }] });
      expect(await verified()).toMatchObject({ intact: true, entries: 62, signedEntries: 62 });
    });

    it('of an earlier key hold under a later one', async () => {
      const old = settings;
      const changed = readSettings({
        DATABASE_URL: 'sqlite:unused.sqlite',
        ALONGSIDE_KEY: randomBytes(32).toString('base64'),
        CHECKPOINTS_FOLDER: settings.checkpointsFolder,
      });
      settings = { ...changed, database: settings.database };
      await adds(1);
      await checkpoints().write();
      expect(await verified()).toMatchObject({ intact: true, signedEntries: 13, checkpoints: 3 });
      expect((await all()).unknown).toEqual([]);
      // A process that has not heard of the new key yet goes on with the old one.
      await adds(1);
      await signedBy(new MasterKey(old.key)).write();
      expect(await verified()).toMatchObject({ intact: true, signedEntries: 14, checkpoints: 4 });
      await dropGuards(database);
      await does(sql`UPDATE audit_entry SET purpose = 'x' WHERE chain = ${MINE} AND position = 2`);
      expect(await verified()).toMatchObject({ intact: false, firstBrokenPosition: 2 });
      // Nor may the earlier file be shortened.
      const files = readdirSync(settings.checkpointsFolder).map((name) => join(settings.checkpointsFolder, name));
      const first = files.find((file) => linesOf(file).length > 2)!;
      writeFileSync(first, `${linesOf(first).slice(0, 2).join('\n')}\n`);
      expect((await all()).problems).toContainEqual(expect.stringContaining('not whole'));
    });

    it('say how much nothing answers for yet, and since when', async () => {
      const signedAt = clock.now();
      expect(await checkpoints().unsigned()).toEqual({ lastCheckpointAt: signedAt, entries: 0, since: null });
      clock.pass({ minutes: 20 });
      const since = clock.now();
      await adds(2);
      clock.pass({ minutes: 20 });
      await adds(1, THEIRS);
      expect(await checkpoints().unsigned()).toEqual({ lastCheckpointAt: signedAt, entries: 3, since });
    });

    it('hold a restored backup to be cut off, until whoever has the key says that it ends there by right', async () => {
      await dropGuards(database);
      await does(
        sql`DELETE FROM audit_entry WHERE chain = ${MINE} AND position > 9`,
        sql`UPDATE audit_chain SET length = 9, last_hash = (SELECT hash FROM audit_entry WHERE chain = ${MINE} AND position = 9)
            WHERE chain = ${MINE}`,
      );
      expect(await verified()).toMatchObject({ intact: false, firstBrokenPosition: 10 });
      await adds(5);
      await expect(checkpoints().write()).rejects.toThrow(MINE);
      expect(await checkpoints().acceptRestored()).toEqual([{ chain: MINE, signed: 12, accepted: 9 }]);
      expect(await checkpoints().write()).toBe(5);
      expect(await verified()).toMatchObject({ intact: true, entries: 14, signedEntries: 14 });
      await does(sql`UPDATE audit_entry SET purpose = 'x' WHERE chain = ${MINE} AND position = 9`);
      expect(await verified()).toMatchObject({ intact: false, firstBrokenPosition: 9 });
    });
  });
});
