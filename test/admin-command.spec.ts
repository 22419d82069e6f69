import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { openDatabase } from '../src/platform/database/index.js';
import { MasterKey, Secret } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { runProgram, type Ended } from './support/program.js';
import { dropGuards } from './support/tampering.js';

/** Each starts the program anew. */
jest.setTimeout(60_000);

/** At the console of an empty network: somebody must be the first. */
describe('npm run admin', () => {
  const folder = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'admin-'));
  const settings = {
    DATABASE_URL: `sqlite:${join(folder, 'a.sqlite')}`,
    ALONGSIDE_KEY: randomBytes(32).toString('base64'),
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'https://alongside.example',
  };
  const admin = (...words: string[]): Promise<Ended> => runProgram('commands/admin', words, settings);

  it('invites the first administrator, whose organization it makes', async () => {
    const ended = await admin('invite', 'First@Network.example', 'ADMINISTRATOR', 'The Network');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^https:\/\/alongside\.example\/join#[\w-]{43}$/m);
  });

  it('invites to an organization that is there, by its name, and makes none beside it', async () => {
    expect(await admin('invite', 'second@network.example', 'administrator', 'the network')).toMatchObject({ code: 0 });
    const ended = await admin('invite', 'third@network.example', 'ADMINISTRATOR', 'The Netwrok');
    expect(ended).toMatchObject({ code: 1, out: 'There is no organization of that name or id.\n' });
  });

  it('signs how far the trail has come, beside the database, and verifies it', async () => {
    expect(await admin('checkpoint')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^[1-9]\d* entries were signed\.$/m),
    });
    expect(await admin('checkpoint')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^0 entries were signed\.$/m),
    });
    const [file] = readdirSync(join(folder, 'checkpoints'));
    const ended = await admin('verify-audit');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^network: \d+ entries, intact \(signed up to \d+, last at /m);
    expect(ended.out).toContain('The trail is as it was written.');
    expect(file).toMatch(/^[0-9a-f]{16}\.jsonl$/);
  });

  it('says which entry is not as it was written, and ends with 1', async () => {
    const key = new MasterKey(new Secret(settings.ALONGSIDE_KEY));
    const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'a.sqlite') }, key, SCHEMA);
    await dropGuards(database);
    await database.write((tx) =>
      tx.run(sql`UPDATE audit_entry SET action = 'x' WHERE chain = 'network' AND position = 1`),
    );
    await database.close();
    const ended = await admin('verify-audit');
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out).toContain('network: Entry 1 is not as it was written: it was changed.');
    expect(ended.out).toContain(
      'Database: it no longer refuses change: the trigger audit_entry_is_not_changed is gone',
    );
    expect(ended.out).toContain('THE TRAIL IS NOT AS IT WAS WRITTEN.');
  });

  it.each([
    [['invite', 'a@b.example', 'QUEEN', 'The Network']],
    [['recover']],
    [['checkpoint', 'now']],
    [['verify-audit', 'network']],
    [['dance']],
  ])('says how it is used: %j', async (words) => {
    const ended = await admin(...words);
    expect(ended).toMatchObject({ code: 2, err: '' });
    expect(ended.out).toContain('npm run admin -- invite EMAIL ROLE ORGANIZATION');
  });

  it.each([[['invite', 'no address', 'MANAGER', 'The Network']], [['recover', 'nobody@network.example']]])(
    'says what is wrong, and prints no stack: %j',
    async (words) => {
      expect(await admin(...words)).toMatchObject({ code: 1, err: '' });
    },
  );
});
