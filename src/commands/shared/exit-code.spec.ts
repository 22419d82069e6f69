import { SettingsRefused } from '../../platform/config.js';
import { DatabaseRefused } from '../../platform/database/index.js';
import { exitCodeOf } from './exit-code.js';

class NotToday extends Error {}

describe('how a command ends', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterEach(() => jest.restoreAllMocks());

  const throws = (error: Error) => () => Promise.reject(error);

  it('with what it answers, and nothing said', async () => {
    expect(await exitCodeOf(() => Promise.resolve(2))).toBe(2);
    expect(said).toEqual([]);
  });

  it.each([
    ['the settings', new SettingsRefused(['One is wrong.', 'So is another.']), ['One is wrong.\n', 'So is another.\n']],
    ['the database', new DatabaseRefused('It is damaged.'), ['It is damaged.\n']],
    ['what it names itself', new NotToday('Not today.'), ['Not today.\n']],
  ])('with 1 where %s refused, and why in plain lines', async (_, error, lines) => {
    expect(await exitCodeOf(throws(error), NotToday)).toBe(1);
    expect(said).toEqual(lines);
  });

  it('with the error itself where nobody expected it', async () => {
    await expect(exitCodeOf(throws(new NotToday('Not today.')))).rejects.toThrow('Not today.');
    expect(said).toEqual([]);
  });
});
