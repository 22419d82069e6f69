import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHsds, totalOf, type ReadResult } from '../index.js';

const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

async function readFile(name: string, content: string): Promise<ReadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'hsds-'));
  made.push(folder);
  await writeFile(join(folder, name), content);
  return readHsds(join(folder, name), { source: 'test' });
}

const readRecords = (...records: unknown[]): Promise<ReadResult> => readFile('r.json', JSON.stringify(records));
const readLines = (...lines: unknown[]): Promise<ReadResult> =>
  readFile('r.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const names = (read: ReadResult): string[] => read.listings.map(({ facts }) => facts.name).sort();
const fieldsMended = (read: ReadResult): string[] => read.mended.map(({ field }) => field).sort();

const ORG = { id: '6b1abd7b-f771-5453-abce-fa09ac43a6ff', name: 'Org' };
const SERVICE = {
  id: '60c27384-ef51-5318-a66e-0855b88eb29f',
  name: 'Boxes',
  status: 'active',
  assured_date: '2026-09-19',
  organization: ORG,
  x_detroit: { category: 'food.pantry' },
  required_documents: [{ document: 'Any paper' }],
  cost_options: [{ option: 'Adults', amount: 2, currency: 'USD' }],
  service_at_locations: [
    {
      location: {
        id: 'l',
        name: 'Hall',
        latitude: 42.3,
        longitude: -83.1,
        addresses: [{ address_1: '1 Main', address_type: 'physical', country: 'US' }],
      },
      phones: [
        { number: '313-216-2200', languages: [{ name: 'Spanish', code: 'es' }] },
        { number: '313-216-2201', type: 'fax' },
      ],
      schedules: [
        {
          freq: 'WEEKLY',
          byday: 'FR',
          opens_at: '14:00',
          closes_at: '17:00',
          x_detroit: { timezone: 'America/Detroit' },
        },
        { freq: 'MONTHLY', byday: '2WE', opens_at: '14:00', closes_at: '17:00', description: 'Second Wednesdays' },
      ],
    },
  ],
};

describe('3.x records', () => {
  it('reads a service with its organization and locations', async () => {
    const read = await readRecords(SERVICE);
    const [listing] = read.listings;
    expect(listing?.facts).toMatchObject({
      name: 'Boxes',
      services: ['food'],
      cost: 'Adults 2 USD',
      phones: [{ number: '313-216-2200', languages: ['es'] }],
      schedules: [{ byday: ['FR'], timezone: 'America/Detroit' }],
      address: { line: '1 Main', latitude: 42.3, country: 'US' },
      languages: null,
      attributes: [],
    });
    expect(listing?.facts.description).toBe("Documents: Any paper\n\nHours in the source's words: Second Wednesdays");
    expect(listing?.lastAssuredAt).toBe('2026-09-19T00:00:00.000Z');
    expect(fieldsMended(read)).toEqual([
      'service_at_locations[0].phones[1].number',
      'service_at_locations[0].schedules[1].freq',
    ]);
  });

  it('quarantines closed services, strange statuses and records of nobody', async () => {
    const alone = { ...SERVICE, organization: undefined };
    const read = await readRecords({ ...SERVICE, status: 'defunct' }, { ...SERVICE, status: 'open' }, alone, 'text', {
      id: 't',
      name: 'A term',
      code: 'x',
    });
    expect(read.listings).toEqual([]);
    expect(read.quarantined.map(({ field }) => field)).toEqual(['status', 'status', 'name', 'name', 'name']);
    expect((await readFile('r.json', '{"contents": [')).quarantined).toMatchObject([
      { ref: { file: 'r.json', row: 1 } },
    ]);
  });

  it('reads an organization: services at the places they name, others without one, lone places by themselves', async () => {
    const read = await readFile(
      'page.json',
      JSON.stringify({
        contents: [
          {
            ...ORG,
            website: 'example.org',
            phones: [{ number: '12345678' }],
            locations: [
              { id: 'l1', name: 'East' },
              { id: 'l2', name: 'West', phones: [{ number: '87654321' }] },
            ],
            services: [
              { id: 's1', name: 'Here', schedules: [{ location_id: 'l1', byday: 'MO' }] },
              { id: 's2', name: 'Somewhere', fees: 'None' },
              { id: 's3', name: 'Gone', status: 'inactive', location_id: 'l1' },
              { id: 's4' },
            ],
          },
        ],
      }),
    );
    expect(names(read)).toEqual(['Here', 'Somewhere', 'West']);
    expect(read.listings.map(({ facts }) => facts.phones[0]?.number)).toEqual(['12345678', '12345678', '87654321']);
    expect(read.listings.flatMap(({ facts }) => facts.attributes)).toEqual([]);
    expect(fieldsMended(read)).toEqual(['services[2].status', 'services[3].name', 'website']);
    expect(totalOf(read.counts)).toMatchObject({ read: 1, imported: 1 });
  });

  it('merges what is said twice', async () => {
    const read = await readRecords(SERVICE, SERVICE);
    expect(totalOf(read.counts)).toEqual({ read: 2, imported: 2, merged: 1, quarantined: 0, notUsed: 0 });
    expect(read.merged).toEqual([{ ref: { file: 'r.json', row: 1 }, into: { file: 'r.json', row: 2 } }]);
    expect(read.listings).toHaveLength(1);
  });
});

describe('lines of scraped records', () => {
  const line = (name: string, city: string, address: string | null, day = '2025-08-08', more: object = {}): object => ({
    scraper: 's',
    day,
    doc: { id: 'org_1', name, locations: [{ id: 'loc_1', name, addresss: [{ address_1: address, city }], ...more }] },
  });

  it('does not believe ids: org_1 is whoever its name and town say', async () => {
    const read = await readLines(
      line('Christ Church', 'Lorain', '1 A St'),
      line('Food Aid', 'Lorain', '2 B St'),
      line('CHRIST  CHURCH', 'Massillon', '3 C St'),
      line('Christ Church', 'LORAIN', '4 D St'),
    );
    expect(read.organizations.map(({ name }) => name).sort()).toEqual(['CHRIST  CHURCH', 'Christ Church', 'Food Aid']);
    expect(read.listings).toHaveLength(4);
  });

  it('keeps the latest day; an earlier address that is not told again stays', async () => {
    const read = await readLines(
      line('Aid', 'Lima', '9 Late St', '2025-08-09', { phones: [{ number: '2345678' }] }),
      line('Aid', 'Lima', '9 Late St', '2025-08-08', { phones: [{ number: '1345678' }] }),
      line('Aid', 'Lima', '1 Early St', '2025-08-08'),
      line('Aid', '', null, '2025-08-08'),
    );
    expect(read.organizations).toHaveLength(1);
    expect(read.listings.map(({ facts }) => facts.address.line).sort()).toEqual(['1 Early St', '9 Late St']);
    expect(read.listings.flatMap(({ facts }) => facts.phones.map(({ number }) => number))).toEqual(['2345678']);
    expect(read.merged.map(({ ref, into }) => [ref.row, into.row])).toEqual([
      [2, 1],
      [4, 1],
    ]);
  });

  it('counts lines as an editor does, and quarantines what is not one whole object or names nobody', async () => {
    const read = await readLines(line('A', 'B', 'C'), '', '{"doc":', '[1]', { scraper: 's', doc: { id: 'org_1' } });
    expect(read.quarantined.map(({ ref }) => ref.row)).toEqual([3, 4, 5]);
    expect(totalOf(read.counts)).toMatchObject({ read: 4, imported: 1, quarantined: 3 });
  });

  it('takes organizations beside their services, and an organization’s address for nobody’s place', async () => {
    const doc = {
      organizations: [
        { id: 'a', name: 'A', addresses: [{ address_1: '1 A St', city: 'Y' }] },
        { id: 'b', name: 'B' },
      ],
      services: [{ name: 'Of B', organization_id: 'b' }, { name: 'Whose?' }],
      contacts: [{ name: 'Ann Persona' }],
    };
    const read = await readLines({ scraper: 's', day: '2025-08-08', doc });
    expect(names(read)).toEqual(['Of B']);
    expect(fieldsMended(read)).toEqual(['organizations[0].addresses[0]', 'services[1]']);
    expect(JSON.stringify(read)).not.toContain('Persona');
  });

  it('drops a point that five organizations without a street share', async () => {
    const spot = { latitude: 40.7, longitude: -74 };
    const many = await readLines(
      ...['A', 'B', 'C', 'D', 'E'].map((name) => line(name, 'NY', null, '2025-08-09', spot)),
    );
    expect(many.listings.every(({ facts }) => facts.address.latitude === null)).toBe(true);
    expect(many.mended).toHaveLength(5);
    const few = await readLines(...['A', 'B', 'C', 'D'].map((name) => line(name, 'NY', null, '2025-08-09', spot)));
    expect(few.listings.every(({ facts }) => facts.address.latitude === 40.7)).toBe(true);
  });
});
