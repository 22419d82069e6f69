import { WomenCounter } from '../../src/insight/releases/count-women.js';
import { declarePlaces } from '../../src/insight/releases/declared-places.js';
import { DiscreteGaussian } from '../../src/insight/releases/discrete-gaussian.js';
import { readPeriod } from '../../src/insight/releases/period.js';
import { RandomSource } from '../../src/insight/releases/random-source.js';
import { readReferrals } from '../../src/insight/releases/read-referrals.js';
import { declareCubes } from '../../src/insight/releases/workload.js';
import { MasterKey } from '../../src/platform/secrets/index.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { wholeDump, type DumpedValue } from '../support/figures/whole-dump.js';
import { WomenInBulk, type Referred } from '../support/figures/women-in-bulk.js';
import { KeptLog } from '../support/keep-log.js';
import { sqliteInTheClear } from '../support/raw-bytes.js';

const ADMINISTRATOR = 'administrator@network.example';
const SEAL = `mutation ($period: String!) { sealRelease(period: $period) { __typename ... on Release { id cubes note checksum }
  ... on ReleaseRefused { refusal: reason message } } }`;

/** As many women as nothing else here is many: wherever one of these numbers stands, a count was kept. */
const AT_THE_REFUGE = 1234;
const AT_THE_CLINIC = 2345;
const RARE = [AT_THE_REFUGE, AT_THE_CLINIC, AT_THE_REFUGE + AT_THE_CLINIC];
/** Every draw is another number, and none that anything else would be. */
const NOISE_FROM = 50_000_021;
const NOISE_STEP = 7919;

/** Which of the numbers stand in a text by themselves, and not within an id or an instant. */
function standIn(text: string, numbers: readonly number[]): number[] {
  const words = new Set(text.match(/[0-9A-Za-z-]+/g));
  return numbers.filter((number) => words.has(`${number}`));
}

describe.each(DATABASES)('no count is kept anywhere, on %s', (kind) => {
  let app: TestApp;
  const log = new KeptLog();
  let before: DumpedValue[];
  let after: DumpedValue[];
  /** What sealing wrote. */
  let written: DumpedValue[];
  let counts: { cube: string; key: string; count: number }[];
  let cubes: { cube: string; counts: number[] }[];
  const answers: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start(kind, {}, log);
    const women = new WomenInBulk(app, 'no count is kept');
    const went = (many: number, place: Referred['place'], services: string[]): Referred[] =>
      Array.from({ length: many }, (_, index) => ({
        ...{ woman: `${services[0]} ${index}`, place, services, sentAt: '2025-11-12T10:00:00.000Z' },
        ...{ status: 'COMPLETED', outcome: 'RECEIVED', ageBand: 'FROM_25_TO_34', pregnancy: 'NO' },
      }));
    await women.are(...went(AT_THE_REFUGE, ['safeHouse', 'refuge'], ['shelter']));
    await women.are(...went(AT_THE_CLINIC, ['clinic', 'clinicOst'], ['ost']));
    await app.token(ADMINISTRATOR);
    cubes = await countedNow();
    counts = cubes.flatMap(({ cube, counts: each }) => each.map((count, cell) => ({ cube, key: `${cell}`, count })));
    before = await wholeDump(app.database, kind);
    const noise = jest.spyOn(DiscreteGaussian.prototype, 'draw');
    try {
      await fails(noise);
      let drawn = 0;
      noise.mockImplementation(() => NOISE_FROM + NOISE_STEP * drawn++);
      await asks(SEAL, { period: '2025-Q4' });
      await asks(SEAL, { period: '2025-Q4' });
      await asks(SEAL, { period: '2026-Q1' });
    } finally {
      noise.mockRestore();
    }
    after = await wholeDump(app.database, kind);
    written = withoutWhatWas();
  }, 240_000);
  afterAll(() => app.close());

  /** The noise gives out in the middle; and, where the database minds, a number is too large to be stored: its error would repeat it. */
  async function fails(noise: { mockImplementation: (draw: () => number) => unknown }): Promise<void> {
    let drawn = 0;
    noise.mockImplementation(() => {
      if ((drawn += 1) > 50) throw new Error('there is no noise left');
      return NOISE_FROM;
    });
    await asks(SEAL, { period: '2025-Q4' });
    if (kind === 'sqlite') return;
    noise.mockImplementation(() => 3_000_000_000);
    await asks(SEAL, { period: '2025-Q4' });
  }

  async function asks(document: string, variables: Record<string, unknown>): Promise<Answer> {
    const answer = await app.as(ADMINISTRATOR)(document, variables);
    answers.push(JSON.stringify(answer));
    return answer;
  }

  async function countedNow(): Promise<{ cube: string; counts: number[] }[]> {
    const period = readPeriod('2025-Q4', 'UTC')!;
    const declared = declareCubes('STANDARD', (await declarePlaces(app.database, period)).elsewhere);
    const counter = new WomenCounter(declared);
    for await (const page of readReferrals(app.database, period, () => undefined))
      for (const referral of page) counter.add(referral);
    return counter.counts().map((each, index) => ({ cube: declared[index]?.cube ?? '', counts: [...each] }));
  }

  /** What was there before, as often as it was there, taken away. */
  function withoutWhatWas(): DumpedValue[] {
    const known = new Map<string, number>();
    const idOf = (value: DumpedValue) => JSON.stringify(value);
    for (const value of before) known.set(idOf(value), (known.get(idOf(value)) ?? 0) + 1);
    return after.filter((value) => {
      const left = known.get(idOf(value)) ?? 0;
      known.set(idOf(value), left - 1);
      return left <= 0;
    });
  }

  const noiseOf = (place: number): number => NOISE_FROM + NOISE_STEP * place;

  it('was sealed with the noise that is looked for, over the counts that are looked for', () => {
    expect(answers.filter((answer) => answer.includes('"__typename":"Release"'))).toHaveLength(1);
    expect(counts.map(({ count }) => count)).toEqual(expect.arrayContaining(RARE));
    const stored = after.filter(({ table, column }) => table === 'release_cell' && column === 'noisy');
    const drawn = counts.length - 1;
    // One cell cannot be, and had no draw.
    expect(stored).toHaveLength(drawn);
    const sum = counts.reduce((all, { count }) => all + count, 0);
    const noise = Array.from({ length: drawn }, (_, place) => noiseOf(place)).reduce((all, each) => all + each, 0);
    expect(stored.reduce((all, { text }) => all + Number(text), 0)).toBe(sum + noise);
  });

  it('is in the declared tables and the trail, and nowhere else', () => {
    const grown = new Set(written.map(({ table }) => table));
    for (const table of ['release', 'release_cube', 'release_cell', 'release_ledger']) expect(grown).toContain(table);
    expect([...grown].filter((table) => !table.startsWith('release') && !table.startsWith('audit'))).toEqual([
      ...[...grown].filter((table) => table === 'staff_session'),
    ]);
  });

  it('has no count in any column of any table', () => {
    // The places of cells are their order, and are every number there is.
    const places = written.filter(({ table, column }) => table === 'release_cell' && column === 'place');
    expect(new Set(places.map(({ text }) => Number(text))).size).toBeGreaterThan(RARE[0] ?? 0);
    const others = written.filter(({ table, column }) => table !== 'release_cell' || column !== 'place');
    expect(others.filter(({ text }) => standIn(text, RARE).length > 0)).toEqual([]);
    // It would be found, were one kept in whatever form of text.
    for (const text of ['1234', '{"women":[0,1234,0]}', 'counted 1234 women', '1234.0'])
      expect(standIn(text, RARE)).toEqual([AT_THE_REFUGE]);
  });

  it('has no noise value in any column: where women are, what is stored is never the draw', () => {
    const drawnWhereWomenAre = placesOfDraws().filter(({ count }) => count > 0);
    expect(drawnWhereWomenAre.length).toBeGreaterThan(20);
    const all = written.map(({ text }) => text).join('\n');
    expect(
      standIn(
        all,
        drawnWhereWomenAre.map(({ place }) => noiseOf(place)),
      ),
    ).toEqual([]);
    const lists = [0, 1, 2].map((from) => [0, 1, 2].map((next) => noiseOf(from + next)).join(','));
    expect(lists.filter((list) => all.includes(list))).toEqual([]);
  });

  /** Cells in the order in which noise was drawn for them: those that cannot be have none. */
  function placesOfDraws(): { place: number; count: number }[] {
    const cells = after.filter(({ table, column }) => table === 'release_cell' && column === 'key').length;
    expect(cells).toBe(counts.length);
    const impossible = impossibleCell();
    const cannotBe = counts.findIndex(({ cube, key }) => cube === 'service-reason' && key === impossible);
    return counts.filter((_, index) => index !== cannotBe).map(({ count }, place) => ({ place, count }));
  }

  function impossibleCell(): string {
    const release = after.find(({ table, column }) => table === 'release' && column === 'declared')?.text ?? '{}';
    const { dimensions } = JSON.parse(release) as { dimensions: Record<string, { values: { value: string }[] }> };
    const placeOf = (dimension: string, value: string) =>
      dimensions[dimension]?.values.findIndex((each) => each.value === value) ?? -1;
    const reasons = dimensions.reason?.values.length ?? 0;
    return `${placeOf('service', 'sexual-assault-care') * reasons + placeOf('reason', 'deadline-passed')}`;
  }

  it('has neither in a log, an answer or an error', () => {
    const said = [...answers, ...log.lines.map((line) => JSON.stringify(line))].join('\n');
    expect(answers.filter((answer) => answer.includes('INTERNAL_SERVER_ERROR'))).toHaveLength(
      kind === 'sqlite' ? 1 : 2,
    );
    expect(log.lines.length).toBeGreaterThan(0);
    expect(standIn(said, RARE)).toEqual([]);
    // Noise, a number with its noise in it, and what would not be stored.
    expect(said).not.toMatch(/(?<![0-9A-Za-z-])(5\d{7}|300000\d{4})(?![0-9A-Za-z-])/);
  });

  it('has nothing of what the generator gave, by which the noise could be made again', async () => {
    const source = app.nest.get(RandomSource, { strict: false });
    const next = source.byte.bind(source);
    const bytes: number[] = [];
    const drawing = jest.spyOn(source, 'byte').mockImplementation(() => {
      const byte = next();
      bytes.push(byte);
      return byte;
    });
    const sealed = (await asks(SEAL, { period: '2025-Q3' })).data.sealRelease;
    drawing.mockRestore();
    expect(sealed.__typename).toBe('Release');
    const texts = Buffer.from((await wholeDump(app.database, kind)).map(({ text }) => text).join('\n'));
    const places = { start: 0, middle: Math.floor(bytes.length / 2), end: bytes.length - 64 };
    expect(bytes.length).toBeGreaterThan(10_000);
    const haystacks = [texts, ...raw(), Buffer.from(JSON.stringify([answers, log.lines]))];
    for (const [where, from] of Object.entries(places))
      for (let at = from; at < from + 56; at += 8)
        for (const needle of spellings(Buffer.from(bytes.slice(at, at + 8))))
          expect([where, at, haystacks.some((each) => each.includes(needle))]).toEqual([where, at, false]);
    // Nor does the source remember what it gave out.
    expect(JSON.stringify(Object.values(source))).not.toContain(bytes.slice(0, 8).join(','));
  }, 120_000);

  const spellings = (bytes: Buffer): (Buffer | string)[] => [
    ...[bytes, bytes.toString('hex'), bytes.toString('base64').slice(0, 10), [...bytes].join(',')],
  ];

  const raw = (): Buffer[] => {
    const { database, key } = app.settings;
    return database.kind === 'sqlite' ? [sqliteInTheClear(database.file, new MasterKey(key).databaseFileKey())] : [];
  };

  if (kind === 'sqlite')
    it('has no row of counts in the file itself, opened with its key, in what is free in it neither', () => {
      const [file = Buffer.alloc(0)] = raw();
      const both = cubes
        .map(({ counts: each }) => each.slice(each.findIndex(Boolean), each.findLastIndex(Boolean) + 1))
        .filter((row) => new Set(row.filter(Boolean)).size > 1);
      expect(both.length).toBeGreaterThanOrEqual(3);
      for (const row of both)
        for (const needle of [Buffer.from(Int32Array.from(row).buffer), row.join(','), row.join(', ')])
          expect(file.includes(needle)).toBe(false);
      // What was stored is found there: it is the right file, and in the clear.
      const stored = Buffer.alloc(4);
      stored.writeInt32BE(NOISE_FROM + AT_THE_REFUGE + AT_THE_CLINIC);
      expect(file.includes(stored)).toBe(true);
    });
});
