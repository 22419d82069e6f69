import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DATABASES } from './support/databases.js';
import { program } from './support/program.js';

describe.each(DATABASES)('killed in the midst of it, on %s', (kind) => {
  it('loses nothing that was acknowledged and does nothing twice: sixteen writers, three kills', async () => {
    // The measurement, small; the whole of it is npm run bench -- crash.
    const child = spawn(process.execPath, ['bench/run.mjs', 'crash', '--quick', '--database', kind], {
      env: {
        PATH: process.env.PATH ?? '',
        BENCH_DIST: join(await program(), 'dist'),
        TEST_DATABASE_URL: process.env.ALONGSIDE_TEST_POSTGRES_URL ?? '',
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code === 0 ? '' : said).toBe('');
    expect(said).toMatch(/^kills +3 /m);
    const [, steps] = /^steps acknowledged: .* (\d+)$/m.exec(said) ?? [];
    expect(Number(steps)).toBeGreaterThanOrEqual(180);
  }, 300_000);
});
