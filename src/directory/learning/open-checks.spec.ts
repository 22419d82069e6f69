import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { DATABASES } from '../../../test/support/databases.js';
import { staffOf, testDirectory, type TestDirectory } from '../../../test/support/directory.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { Secret } from '../../platform/secrets/secret.js';
import { CreateListing } from '../writing/create-listing.js';
import { REFUTABLE, ROUTINE_CHECKS } from './learning-rules.js';
import { OpenChecks } from './open-checks.js';
import { VerificationTaskRow } from './verification-task.entity.js';

const PLACES = 40;
const WEEK = 7 * 24;

describe.each(DATABASES)('checks that nobody was refused for, on %s', (kind) => {
  let directory: TestDirectory;
  let checks: OpenChecks;

  beforeAll(async () => {
    directory = await testDirectory(kind);
    const { database, clock, once, trail, organizationId } = directory;
    checks = new OpenChecks(database, clock, new MasterKey(new Secret(randomBytes(32).toString('base64'))));
    const network = staffOf(organizationId, ['ADMINISTRATOR']);
    const attributes = [...REFUTABLE, 'women-staff'].map((code) => ({ code, answer: 'YES' as const }));
    const input = { name: 'A place', services: ['shelter'], attributes, address: { visibility: 'FULL' as const } };
    for (let place = 0; place < PLACES; place++)
      await new CreateListing(database, clock, once, trail).write(network, input);
  });
  afterAll(() => directory.close());

  const tasks = () => directory.database.manager.find(VerificationTaskRow, { order: { openedAt: 'ASC' } });
  const revision = async () =>
    (await directory.database.one<{ revision: number }>(sql`SELECT revision FROM directory_revision`))?.revision;
  /** As it would be if every check came to nothing new. */
  const resolveAll = () =>
    directory.database.write((tx) =>
      tx.run(sql`UPDATE verification_task SET resolved_at = ${directory.clock.now()} WHERE resolved_at IS NULL`),
    );

  it('are drawn every week, at any time of it, and once however often the job runs', async () => {
    const answers = PLACES * REFUTABLE.size;
    const expected = answers * ROUTINE_CHECKS.shareOfAnswersPerWeek;
    await checks.run();
    await resolveAll();
    const before = (await tasks()).length;
    const days: number[] = [];
    for (let day = 1; day <= 14; day++) {
      directory.clock.pass(24);
      const opened = await checks.run();
      days.push(opened);
      const then = await revision();
      expect(await checks.run()).toBe(0);
      expect(await revision()).toBe(then);
      await resolveAll();
    }
    const drawn = (await tasks()).slice(before);
    expect(drawn.every(({ cause }) => cause === 'ROUTINE')).toBe(true);
    expect(drawn.every(({ attributeCode }) => REFUTABLE.has(attributeCode))).toBe(true);
    expect(drawn.length).toBeGreaterThan(expected * 2 * 0.5);
    expect(drawn.length).toBeLessThan(expected * 2 * 1.5);
    expect(days.filter((opened) => opened > 0).length).toBeGreaterThan(7);
  });

  it('are opened for what was confirmed too long ago, each once', async () => {
    directory.clock.pass(8 * WEEK);
    const before = (await tasks()).length;
    await checks.run();
    const opened = (await tasks()).slice(before);
    const old = opened.filter(({ cause }) => cause === 'AGE');
    // Who is welcome is asked about after two months; whether women work there, later.
    expect(old.filter(({ attributeCode }) => attributeCode === 'accepts-drug-use')).toHaveLength(PLACES);
    expect(old.filter(({ attributeCode }) => attributeCode === 'women-staff')).toEqual([]);
    expect(await checks.run()).toBe(0);
    expect((await tasks()).length).toBe(before + opened.length);
  });
});
