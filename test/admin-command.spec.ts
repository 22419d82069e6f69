import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { runProgram, type Ended } from './support/program.js';

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

  it.each([[['invite', 'a@b.example', 'QUEEN', 'The Network']], [['recover']], [['dance']]])(
    'says how it is used: %j',
    async (words) => {
      const ended = await admin(...words);
      expect(ended).toMatchObject({ code: 2, err: '' });
      expect(ended.out).toContain('npm run admin -- invite EMAIL ROLE ORGANIZATION');
    },
  );

  it.each([[['invite', 'no address', 'MANAGER', 'The Network']], [['recover', 'nobody@network.example']]])(
    'says what is wrong, and prints no stack: %j',
    async (words) => {
      expect(await admin(...words)).toMatchObject({ code: 1, err: '' });
    },
  );
});
