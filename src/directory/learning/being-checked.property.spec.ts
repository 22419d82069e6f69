import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { DATABASES } from '../../../test/support/databases.js';
import { asking, staffOf, testDirectory, type TestDirectory } from '../../../test/support/directory.js';
import type { Actor } from '../../identity/index.js';
import { readSettings } from '../../platform/config.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { faceOf } from '../listing.policy.js';
import { presentFound } from '../present-page.js';
import { ChangeLists } from '../reviewing/change-lists.js';
import { bumpRevision, FindListings, ListingIndex } from '../search/index.js';
import { CreateListing } from '../writing/create-listing.js';
import { HearRefusal } from './hear-refusal.js';
import { markChanged, openVerification } from './open-verification.js';
import { ResolveVerification } from './resolve-verification.js';
import { UnsayRefusal } from './unsay-refusal.js';
import { VERIFICATION_CAUSES, VerificationTaskRow } from './verification-task.entity.js';

const HOUR = 60 * 60_000;
const WEEK_HOURS = 7 * 24;
const CODES = ['accepts-drug-use', 'accepts-children', 'no-abstinence', 'free'] as const;
const REASONS = ['drug-use', 'children', 'cost', 'hiv', 'no-space'] as const;

/** A listing, a refusal of one woman, and what the network did about it within the week. */
const happenings = fc.record({
  answers: fc.record(Object.fromEntries(CODES.map((code) => [code, fc.constantFrom('YES', 'YES', 'NO', 'DEPENDS')]))),
  reasonCode: fc.constantFrom(...REASONS),
  result: fc.constantFrom('CONFIRMED', 'CHANGED', 'NO_ANSWER', null),
  resolvedAfterHours: fc.integer({ min: 0, max: 100 }),
  readAfterHours: fc.integer({ min: 101, max: WEEK_HOURS - 1 }),
});

describe.each(DATABASES)('being checked, on %s', (kind) => {
  let directory: TestDirectory;
  let network: Actor;
  let outsiders: Actor[];
  let analyst: Actor;
  let find: FindListings;
  let lists: ChangeLists;
  let refusals: HearRefusal;
  let unsaid: UnsayRefusal;
  let resolve: ResolveVerification;

  beforeAll(async () => {
    directory = await testDirectory(kind);
    const { database, clock, once, trail, organizationId, otherOrganizationId } = directory;
    const settings = readSettings({ DATABASE_URL: 'sqlite:none', ALONGSIDE_KEY: randomBytes(32).toString('base64') });
    network = staffOf(organizationId, ['ADMINISTRATOR']);
    analyst = staffOf(otherOrganizationId, ['ANALYST']);
    outsiders = [
      staffOf(organizationId, ['AGENCY']),
      staffOf(organizationId, ['MANAGER']),
      staffOf(otherOrganizationId, ['CASEWORKER']),
      staffOf(otherOrganizationId, ['CASEWORKER', 'AGENCY']),
      analyst,
    ];
    find = new FindListings(new ListingIndex(database), database, settings);
    const key = new MasterKey(settings.key);
    refusals = new HearRefusal(clock, key);
    unsaid = new UnsayRefusal(clock, key);
    lists = new ChangeLists(database, directory.changes);
    resolve = new ResolveVerification(database, clock, once, trail);
    await database.write(async (tx) => {
      await tx.run(sql`
        INSERT INTO staff (id, email, display_name, organization_id, roles, password_hash, active, second_factor, created_at)
        VALUES (${network.staffId}, 'network@example', 'Network', ${organizationId}, '[]', '', TRUE, FALSE, ${clock.now()})`);
    });
  });
  afterAll(() => directory.close());

  const newListing = (answers: Record<string, string>): Promise<string> => {
    const { database, clock, once, trail } = directory;
    const attributes = Object.entries(answers).map(([code, answer]) => ({ code, answer: answer as 'YES' }));
    const address = { visibility: 'FULL' as const };
    const input = { name: 'A place', services: ['shelter'], attributes, address };
    return new CreateListing(database, clock, once, trail).write(network, input);
  };

  /** All that one reader can read of it: itself, and by every search that asks for one of its answers. */
  const readBy = async (reader: Actor, id: string): Promise<string> => {
    const { book, clock } = directory;
    const searches = CODES.map(async (code) => {
      const where = { mustHave: [code], niceToHave: [...CODES] };
      const result = await find.find({ where, now: clock.now(), first: 100 }, faceOf(reader));
      const lists = [result.matches, result.callFirst(100)].map((page) => presentFound(book, asking(reader), page));
      return [...(await Promise.all(lists)), result.facets()];
    });
    // Its own people read how it came to say what it says, and where their proposals stand.
    const page = { first: 100 };
    const changes = [
      await lists.history(asking(reader), { listingId: id, field: null }, page),
      await lists.own(asking(reader), id, page),
    ];
    return JSON.stringify([await book.visible(asking(reader), id), await Promise.all(searches), changes]);
  };
  const readByAll = (id: string) => Promise.all(outsiders.map((reader) => readBy(reader, id)));

  const hear = (listingId: string, reasonCode: string) =>
    directory.database.write((tx) => refusals.hear(tx, { listingId, reasonCode, from: { clientId: 'hers' } }));

  /** The codes that are being checked; after it nothing was ever heard of this listing. */
  const forget = async (listingId: string): Promise<string[]> => {
    const { database } = directory;
    const tasks = await database.manager.findBy(VerificationTaskRow, { listingId });
    await database.write(async (tx) => {
      await tx.run(sql`DELETE FROM verification_task WHERE listing_id = ${listingId}`);
      await tx.run(sql`DELETE FROM refusal_evidence WHERE listing_id = ${listingId}`);
      await markChanged(tx, listingId, await bumpRevision(tx));
    });
    return tasks.map(({ attributeCode }) => attributeCode);
  };
  const retire = (listingId: string) =>
    directory.database.write(async (tx) => {
      await tx.run(sql`UPDATE listing SET status = 'RETIRED' WHERE id = ${listingId}`);
      await markChanged(tx, listingId, await bumpRevision(tx));
    });

  it('looks the same to everybody outside, whatever it came of, and the public face sees nothing of it for a week', async () => {
    const { clock, database } = directory;
    await fc.assert(
      fc.asyncProperty(happenings, async ({ answers, reasonCode, result, resolvedAfterHours, readAfterHours }) => {
        const id = await newListing(answers);
        const began = clock.at;
        const without = await readByAll(id);
        clock.at = began + readAfterHours * HOUR;
        const withoutLater = await readBy(analyst, id);
        clock.at = began;

        await hear(id, reasonCode);
        const refused = await readByAll(id);
        expect(refused.at(-1)).toBe(without.at(-1));
        clock.at = began + WEEK_HOURS * HOUR;
        const refusedAfterAWeek = await readByAll(id);
        clock.at = began;
        const checked = await forget(id);
        expect(await readByAll(id)).toEqual(without);
        if (checked.length > 0) expect(refused[0]).not.toBe(without[0]);

        for (const cause of VERIFICATION_CAUSES) {
          const open = (attributeCode: string) =>
            database.write(async (tx) => {
              await openVerification(tx, { listingId: id, attributeCode, cause, now: clock.now() });
              await markChanged(tx, id, await bumpRevision(tx));
            });
          for (const code of checked) await open(code);
          expect(await readByAll(id)).toEqual(refused);
          clock.at = began + WEEK_HOURS * HOUR;
          expect(await readByAll(id)).toEqual(refusedAfterAWeek);
          clock.at = began;
          await forget(id);
        }

        // Said to have been an error: as if it had never been said, and for the public face all the week.
        await hear(id, reasonCode);
        const at = clock.now();
        clock.at = began + resolvedAfterHours * HOUR;
        await database.write((tx) =>
          unsaid.unsay(tx, { listingId: id, reasonCode, from: { clientId: 'hers' }, at, others: [] }),
        );
        clock.at = began;
        expect(await readByAll(id)).toEqual(without);
        clock.at = began + readAfterHours * HOUR;
        expect(await readBy(analyst, id)).toBe(withoutLater);
        clock.at = began;
        await forget(id);

        await hear(id, reasonCode);
        clock.at = began + resolvedAfterHours * HOUR;
        for (const task of await database.manager.findBy(VerificationTaskRow, { listingId: id }))
          if (result) await resolve.write(network, { id: task.id, result, answer: result === 'CHANGED' ? 'NO' : null });
        clock.at = began + readAfterHours * HOUR;
        expect(await readBy(analyst, id)).toBe(withoutLater);
        await retire(id);
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
