import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { detectSource, readHsds, UnreadableSource } from './index.js';

const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hsds-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

describe('what cannot be read', () => {
  it('says what could be instead', async () => {
    await expect(readHsds('/nowhere/at/all')).rejects.toThrow(UnreadableSource);
    const folder = await folderOf({
      'output/organizations.csv': 'id,name\n',
      'organizations.csv': 'Organization ID,Title\n',
    });
    await expect(detectSource(folder)).rejects.toThrow(/did you mean .*output/);
    await expect(detectSource(join(folder, 'organizations.csv'))).rejects.toThrow(/give the folder/);
  });

  it('names the source after the nearest folder whose name says something', async () => {
    const folder = await folderOf({ 'our-town/data/sample-csv/organizations.csv': 'id,name\n1,One\n' });
    const read = await readHsds(join(folder, 'our-town/data/sample-csv'));
    expect(read.source).toBe('our-town');
    const moved = await folderOf({ 'our-town/organizations.csv': 'id,name\n1,One\n' });
    expect((await readHsds(join(moved, 'our-town'))).organizations).toEqual(read.organizations);
  });
});
