import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type Ended } from './support/program.js';

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

  it('says what is wrong, and prints no stack', async () => {
    for (const words of [['invite', 'a@b.example', 'QUEEN', 'The Network'], ['recover'], ['dance']])
      expect(await admin(...words)).toMatchObject({ code: 2, out: expect.stringContaining('npm run admin'), err: '' });
    expect(await admin('invite', 'no address', 'MANAGER', 'The Network')).toMatchObject({ code: 1, err: '' });
    expect(await admin('recover', 'nobody@network.example')).toMatchObject({ code: 1, err: '' });
  });
});
