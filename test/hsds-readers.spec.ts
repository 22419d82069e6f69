import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { detectSource, readHsds, totalOf, type ReadResult } from '../src/interchange/hsds/index.js';

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

const readFolder = async (files: Record<string, string>): Promise<ReadResult> =>
  readHsds(await folderOf(files), { source: 'test' });

const factsOf = (read: ReadResult, name: string) => {
  const found = read.listings.filter(({ facts }) => facts.name === name);
  if (found.length !== 1) throw new Error(`${found.length} listings are called ${name}`);
  return found[0]!.facts;
};

/** What must hold for every source, whatever is wrong with it. */
function expectSound(read: ReadResult): void {
  for (const { read: rows, imported, merged, quarantined, notUsed } of read.counts) {
    expect(rows).toBe(imported + quarantined + notUsed);
    expect(merged).toBeLessThanOrEqual(imported);
  }
  const total = totalOf(read.counts);
  expect(total.quarantined).toBe(read.quarantined.length);
  expect(total.merged).toBe(read.merged.length);
  expect(total.notUsed).toBe(read.notUsed.reduce((sum, { rows }) => sum + rows, 0));
  for (const { reason, ref } of [...read.quarantined, ...read.mended]) {
    expect(reason).not.toBe('');
    expect(ref.row).toBeGreaterThan(0);
  }
  const organizations = new Set(read.organizations.map(({ identity }) => identity));
  expect(organizations.size).toBe(read.organizations.length);
  expect(new Set(read.listings.map(({ identity }) => identity)).size).toBe(read.listings.length);
  expect(read.listings.every(({ organizationIdentity }) => organizations.has(organizationIdentity))).toBe(true);
}

const OHANA = {
  'organizations.csv': '\uFEFFid,name,description,website\r\n1,"Café ""Östlund""",Warm,http://ostlund.example\r\n',
  'locations.csv':
    'id,organization_id,name,languages,latitude,longitude,accessibility\n1,1,Front room,"Spanish, Chinese (Mandarin), Klingonese",37.4,-122.2,"ramp, wheelchair"\n2,1,Closed room,,,,\n3,1,Lone room,,95,10,\n',
  'services.csv':
    'id,location_id,name,description,fees,status,application_process,eligibility,wait_time,taxonomy_ids\n1,1,Supper,Hot food,None.,active,Walk in.,Anybody,No wait.,"102-05, 106"\n2,2,Old,,,defunct,,,,\n3,9,Nowhere,,,,,,,\n',
  'addresses.csv':
    'id,location_id,address_1,address_2,city,state_province,postal_code,country\n1,1,1 Main St,Floor 2,Springfield,CA,94000,US\n',
  'phones.csv':
    'id,contact_id,location_id,organization_id,service_id,department,extension,number,number_type\n1,,1,,,Kitchen,12,650 780-7525,voice\n2,,1,,,,,650 780-7000,fax\n3,4,,,,,,650 780-7001,voice\n4,,3,,,,,no phone,\n5,,2,,,,,650 780-7002,\n',
  'regular_schedules.csv':
    'id,location_id,service_id,weekday,opens_at,closes_at\n1,1,,Monday,9am,4:00 PM\n2,,1,2,9:00,12:00\n3,1,,Tuesday,,\n4,3,,Funday,9:00,10:00\n5,3,,7,22:00:00,02:00\n',
  'holiday_schedules.csv':
    'id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n1,1,,2026-12-25,2026-12-26,true,,\n2,1,,"January 01, 0001","January 01, 0001",true,,\n3,1,,12/24/2026,12/24/2026,false,10:00,12:00\n',
  'taxonomy.csv': 'taxonomy_id,name,parent_id,parent_name\n102-05,Free Meals,102,Food\n106,Health,,\n',
  'contacts.csv': 'id,location_id,name\n4,1,Susan Houston\n',
};

describe('a folder of 1.x tables', () => {
  let read: ReadResult;
  beforeAll(async () => {
    read = await readFolder(OHANA);
  });

  it('is told from other folders, adds up, and says why what is not in is out', async () => {
    expect(await detectSource(await folderOf(OHANA))).toBe('csv-1x');
    expectSound(read);
    const reasons = read.quarantined.map(({ ref, field }) => `${ref.file}:${ref.row} ${field}`);
    expect(reasons.sort()).toEqual([
      'holiday_schedules.csv:2 start_date',
      'holiday_schedules.csv:3 closed',
      'locations.csv:2 null',
      'phones.csv:4 number',
      'phones.csv:5 location_id',
      'regular_schedules.csv:3 opens_at',
      'regular_schedules.csv:4 weekday',
      'services.csv:2 status',
      'services.csv:3 organization_id',
    ]);
  });

  it('makes a listing of a service at its location', () => {
    const facts = factsOf(read, 'Supper');
    expect(facts).toMatchObject({
      services: ['food'],
      languages: ['es', 'cmn'],
      cost: 'None.',
      attributes: [{ code: 'free', answer: 'YES', source: 'ORGANIZATION', confirmedAt: null }],
      description: 'Hot food\n\nEligibility: Anybody\n\nWaiting time: No wait.',
      minimumAge: null,
    });
    expect(facts.howToRefer.method).toBe('Walk in.');
    expect(facts.phones).toEqual([{ number: '650 780-7525', extension: '12', description: 'Kitchen', languages: [] }]);
    expect(facts.address).toMatchObject({
      line: '1 Main St, Floor 2',
      city: 'Springfield',
      region: 'CA',
      country: 'US',
    });
    expect(facts.address).toMatchObject({ visibility: 'FULL', areaId: null, latitude: 37.4, longitude: -122.2 });
  });

  it('keeps the service’s own hours before those of its place, and the days on which the place is closed', () => {
    const { schedules } = factsOf(read, 'Supper');
    expect(schedules).toMatchObject([
      { byday: ['TU'], opensAt: '09:00', closesAt: '12:00', timezone: null, closed: false },
      { closed: true, validFrom: '2026-12-25', validTo: '2026-12-26', opensAt: null },
    ]);
    expect(read.notUsed).toContainEqual(expect.objectContaining({ file: 'regular_schedules.csv', rows: 1 }));
  });

  it('lists a location that no service names, and none whose services are closed', () => {
    expect(read.listings.map(({ facts }) => facts.name).sort()).toEqual(['Lone room', 'Supper']);
    expect(factsOf(read, 'Lone room').schedules).toMatchObject([
      { byday: ['SU'], opensAt: '22:00', closesAt: '02:00' },
    ]);
    expect(factsOf(read, 'Lone room').address.latitude).toBeNull();
    expect(read.mended.map(({ ref, field }) => `${ref.file} ${field}`).sort()).toEqual([
      'locations.csv languages',
      'locations.csv latitude',
      'services.csv location_id',
    ]);
  });

  it('never takes people in', () => {
    expect(JSON.stringify(read)).not.toContain('Susan');
    expect(JSON.stringify(read)).not.toContain('780-7001');
  });

  it('reads byte order marks, quotes and letters as they are', () => {
    expect(read.organizations[0]).toMatchObject({ name: 'Café "Östlund"', website: 'http://ostlund.example' });
  });
});

describe('broken tables', () => {
  it('quarantines ragged rows, unclosed quotes, doubled ids and rows that refer to nobody; merges exact doubles', async () => {
    const read = await readFolder({
      'organizations.csv':
        'id,name,url\n1,One,ftp://one.example\n1,One,ftp://one.example\n1,Other,\n2\n3,,\n,Nameless,\n4,"Open\n5,Five,\n',
      'services.csv': 'id,organization_id,name\n1,1,A\n2,77,B\n3,1,\n',
      'services_at_location.csv': 'id,service_id,location_id\n1,1,5\n',
      'phones.csv': 'id,service_id,number\n1,1,12345678\n2,,12345678\n3,2,12345678\n4,1,\n',
      'strange.csv': 'a,b\n1,2\n',
    });
    expectSound(read);
    expect(totalOf(read.counts)).toEqual({ read: 16, imported: 4, merged: 1, quarantined: 11, notUsed: 1 });
    expect(read.organizations).toMatchObject([{ name: 'One', website: null }]);
    expect(read.mended).toMatchObject([{ field: 'url' }]);
    expect(factsOf(read, 'A').address).toMatchObject({ visibility: 'FULL', line: null, latitude: null });
    expect(factsOf(read, 'A').phones).toHaveLength(1);
  });

  it('quarantines bytes that are not UTF-8', async () => {
    const folder = await folderOf({});
    await writeFile(join(folder, 'organizations.csv'), Buffer.from('id,name\n1,Caf\xe9\n2,Bar\n', 'latin1'));
    const read = await readHsds(folder, { source: 'test' });
    expect(read.organizations).toMatchObject([{ name: 'Bar' }]);
    expect(read.quarantined).toMatchObject([{ ref: { row: 1 }, reason: expect.stringContaining('UTF-8') }]);
  });
});

describe('3.x tables', () => {
  it('hang schedules, phones and languages on the service at its location', async () => {
    const read = await readFolder({
      'organizations.csv': 'id,name,description\no,Org,D\n',
      'services.csv': 'id,organization_id,name,minimum_age,maximum_age,assured_date\ns,o,S,12,ten,2026-09-19\n',
      'locations.csv': 'id,name,latitude,longitude\nl,L,0,0\n',
      'service_at_location.csv': 'id,service_id,location_id\nx,s,l\n',
      'schedules.csv':
        'id,service_at_location_id,freq,byday,opens_at,closes_at,timezone,interval\n1,x,WEEKLY,"MO,WE",09:00:00,17:00Z,,\n2,x,WEEKLY,"MO,WE",09:00,17:00,America/Detroit,1\n3,x,WEEKLY,FR,09:00,17:00,,2\n4,x,MONTHLY,1MO,09:00,17:00,,\n5,x,WEEKLY,SA,,,,\n',
      'phones.csv': 'id,service_at_location_id,number,type\np,x,12345678,voice\n',
      'languages.csv': 'id,service_id,phone_id,name,code\n1,s,,Somali,so\n2,,p,Dari,prs\n3,s,,Elvish,\n',
    });
    expectSound(read);
    expect(read.kind).toBe('csv-3x');
    const facts = factsOf(read, 'S');
    expect(facts.schedules).toMatchObject([
      { byday: ['MO', 'WE'], opensAt: '09:00', closesAt: '17:00', timezone: 'America/Detroit' },
      { byday: ['SA'], opensAt: null, closesAt: null },
    ]);
    expect(facts).toMatchObject({
      languages: ['so'],
      phones: [{ languages: ['prs'] }],
      minimumAge: 12,
      maximumAge: null,
    });
    expect(facts.address.latitude).toBeNull();
    expect(read.listings[0]!.lastAssuredAt).toBe('2026-09-19T00:00:00.000Z');
    expect(read.quarantined.map(({ field }) => field).sort()).toEqual(['closes_at', 'freq', 'interval', 'name']);
  });
});

/** The real directories lie beside the project, where they are given; a copy of the project alone says loudly that it goes without. */
const SHARED = resolve(process.cwd(), '../shared/data');
const REAL = [
  { path: 'ohana-sample/data/sample-csv', kind: 'csv-1x', read: 486, organizations: 8 },
  { path: 'ilao-illinois-legal-aid/output', kind: 'csv-1x', read: 4490, organizations: 33 },
  { path: 'detroit-313-help-3.2', kind: 'json-3x', read: 5, organizations: 4 },
  { path: 'haarrrvest-3.1.1', kind: 'jsonl-3x', read: 3867, organizations: 2840 },
];

const missing = REAL.filter(({ path }) => !existsSync(join(SHARED, path)));
if (missing.length > 0)
  console.warn(`NOT READ, for they are not beside the project: ${missing.map(({ path }) => path).join(', ')}`);
const describeReal = missing.length > 0 ? describe.skip : describe;

describeReal('the real directories', () => {
  it.each(REAL)('$path: every row counted, identities unique and the same again', async ({ path, ...expected }) => {
    const progress: number[] = [];
    const read = await readHsds(join(SHARED, path), { onProgress: (done, total) => progress.push(done / total) });
    expectSound(read);
    expect(read.kind).toBe(expected.kind);
    expect(totalOf(read.counts).read).toBe(expected.read);
    expect(read.organizations).toHaveLength(expected.organizations);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const again = await readHsds(join(SHARED, path));
    expect(again).toEqual(read);
  });

  it('HAARRRvest: the beginning of the week is not taken for a day of opening, nor the middle of a city for a place', async () => {
    const { listings } = await readHsds(join(SHARED, 'haarrrvest-3.1.1'));
    expect(listings.filter(({ facts }) => facts.schedules.length > 0)).toHaveLength(1);
    const cityHall = listings.filter(
      ({ facts: { address } }) => address.latitude === 40.7130466 && address.line === null,
    );
    expect(cityHall).toEqual([]);
  });
});
