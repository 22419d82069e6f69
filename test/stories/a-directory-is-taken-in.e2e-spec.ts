import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import request from 'supertest';
import sql from 'sql-template-tag';
import { RunImport } from '../../src/interchange/runs/run-import.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';

const ADMINISTRATOR = 'administrator@network.example';

const ORGANIZATIONS = 'id,name,description\no1,Lantern House,A house for women\no2,,nameless\n';
const LOCATIONS = 'id,organization_id,name,latitude,longitude\nl1,o1,Lantern House,45.21,-20.05\n';
const SERVICES = 'id,organization_id,name,status\ns1,o1,Night shelter for women,active\ns2,o9,Of nobody,active\n';
const AT = 'id,location_id,service_id\nx1,l1,s1\n';
const FILES = {
  'organizations.csv': ORGANIZATIONS,
  'locations.csv': LOCATIONS,
  'services.csv': SERVICES,
  'services_at_location.csv': AT,
};

describe.each(DATABASES)('a directory that others keep is taken in, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  const send = async (
    who: string | null,
    files: Record<string, string>,
    fields: Record<string, string> = { source: 'lantern' },
  ): Promise<request.Response> => {
    const post = request(app.nest.getHttpServer()).post('/imports');
    if (who) void post.set('authorization', `Bearer ${await app.token(who)}`);
    for (const [name, value] of Object.entries(fields)) void post.field(name, value);
    for (const [name, text] of Object.entries(files)) void post.attach('files', Buffer.from(text), name);
    return post;
  };

  const runs = async (files: Record<string, string>, fields?: Record<string, string>) => {
    const response = await send(ADMINISTRATOR, files, fields);
    expect(response.status).toBe(202);
    await app.nest.get(RunImport, { strict: false }).idle();
    return read(response.body.data.id);
  };

  const read = async (id: string) => {
    const answer = await app.as(ADMINISTRATOR)(
      `query ($id: ID!) { directoryImport(id: $id) { id source rehearsal status progress problem startedBy { email } startedAt finishedAt leftUnknown
        tables { file table read imported quarantined } organizations { created updated unchanged kept } listings { created updated unchanged kept }
        problems(first: 50) { totalCount edges { cursor node { kind file row rows table field reason } } pageInfo { hasNextPage } } } }`,
      { id },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.directoryImport;
  };

  const listed = async (name: string): Promise<number> => {
    const row = await app.database.one<{ n: number | string }>(
      sql`SELECT COUNT(*) AS n FROM listing WHERE name = ${name}`,
    );
    return Number(row?.n);
  };

  it('a rehearsal counts everything and keeps nothing', async () => {
    const done = await runs(FILES, { source: 'lantern', rehearsal: 'true' });
    expect(done).toMatchObject({
      status: 'DONE',
      rehearsal: true,
      organizations: { created: 1 },
      listings: { created: 1 },
    });
    expect(await listed('Night shelter for women')).toBe(0);
  });

  it('comes in, says row by row what did not, and who started it', async () => {
    const done = await runs(FILES);
    expect(done).toMatchObject({
      source: 'lantern',
      status: 'DONE',
      progress: 1,
      problem: null,
      startedBy: { email: ADMINISTRATOR },
      listings: { created: 1 },
    });
    expect(await listed('Night shelter for women')).toBe(1);
    const read = done.tables.reduce((sum: number, table: { read: number }) => sum + table.read, 0);
    expect(read).toBe(6);
    for (const table of done.tables) expect(table.imported + table.quarantined).toBe(table.read);
    const quarantined = done.problems.edges.map(({ node }: { node: { file: string; row: number } }) => node);
    expect(quarantined).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'QUARANTINED', file: 'organizations.csv', row: 2 }),
        expect.objectContaining({ kind: 'QUARANTINED', file: 'services.csv', row: 2 }),
      ]),
    );
    expect(done.problems.totalCount).toBe(quarantined.length);
    const trail = await app.as(ADMINISTRATOR)(
      `{ auditTrail(first: 20) { edges { node { action actor { email } subjectId } } } }`,
    );
    const acts = trail.data.auditTrail.edges.map(({ node }: { node: { action: string } }) => node);
    expect(acts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'import.start', actor: { email: ADMINISTRATOR }, subjectId: done.id }),
        expect.objectContaining({ action: 'directory.import', actor: { email: ADMINISTRATOR } }),
      ]),
    );
  });

  it('the same source again doubles nothing', async () => {
    const again = await runs(FILES);
    expect(again).toMatchObject({ organizations: { created: 0 }, listings: { created: 0, unchanged: 1 } });
    expect(await listed('Night shelter for women')).toBe(1);
  });

  it('what is mended comes in the next time', async () => {
    const done = await runs({ ...FILES, 'organizations.csv': ORGANIZATIONS.replace('o2,,', 'o2,Lantern Two,') });
    expect(done.organizations).toMatchObject({ created: 1, unchanged: 1 });
  });

  it('what cannot be read says so, and nothing is left of it', async () => {
    const done = await runs({ 'notes.csv': 'a,b\n1,2\n' });
    expect(done).toMatchObject({ status: 'FAILED', tables: [], organizations: null });
    expect(done.problem).toContain('organizations.csv');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('alongside-import-'))).toEqual([]);
  });

  it.each([
    ['no file', {}, { source: 'x' }, 'files'],
    ['no source', FILES, {}, 'source'],
    ['a file of another kind', { 'organizations.xlsx': 'x' }, { source: 'x' }, 'files'],
  ])('%s is refused with what to mend', async (_name, files, fields, path) => {
    const response = await send(ADMINISTRATOR, files, fields);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  });

  it('a name that climbs out of its folder is only a name', async () => {
    const done = await runs({ '../../organizations.csv': ORGANIZATIONS });
    expect(done.status).toBe('DONE');
  });

  it.each(['caseworker@riverside.example', 'manager@riverside.example', 'agency@clinic.example', null])(
    'to %s there is nothing here',
    async (who) => {
      const response = await send(who, FILES);
      expect(response.status).toBe(404);
      if (who === null) return;
      const answer = await app.as(who)(`{ directoryImports { edges { cursor } } }`);
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    },
  );

  it('another site cannot send one', async () => {
    const response = await request(app.nest.getHttpServer())
      .post('/imports')
      .set('origin', 'https://elsewhere.example')
      .set('authorization', `Bearer ${await app.token(ADMINISTRATOR)}`)
      .attach('files', Buffer.from(ORGANIZATIONS), 'organizations.csv');
    expect(response.status).toBe(403);
  });

  it('imports are listed newest first, page by page', async () => {
    const all: string[] = [];
    for (let after: string | null = null; ;) {
      const answer = await app.as(ADMINISTRATOR)(
        `query ($after: String) { directoryImports(first: 2, after: $after) { edges { node { id startedAt } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const { edges, pageInfo } = answer.data.directoryImports;
      all.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    const count = await app.database.one<{ n: number | string }>(sql`SELECT COUNT(*) AS n FROM import_run`);
    expect(all).toHaveLength(Number(count?.n));
    expect(new Set(all).size).toBe(all.length);
  });

  it('one whose server was stopped says so instead of reading for ever', async () => {
    const { id } = await runs(FILES);
    await app.database.write((tx) =>
      tx.run(sql`UPDATE import_run SET status = 'READING', finished_at = NULL, report = NULL WHERE id = ${id}`),
    );
    expect((await read(id)).status).toBe('READING');
    app.clock.pass({ minutes: 6 });
    expect(await read(id)).toMatchObject({ status: 'FAILED', problem: expect.stringContaining('stopped') });
  });
});
