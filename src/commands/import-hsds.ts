import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { AuditTrail } from '../audit/index.js';
import { importDetails, importHsds, importSummary, readHsds, UnreadableSource } from '../interchange/index.js';
import { readSettings, SettingsRefused } from '../platform/config.js';
import { say } from '../platform/terminal.js';
import { prepareGround } from '../server.js';

const USAGE = 'npm run import:hsds -- PATH [--dry-run] [--source NAME] [--details FILE]';

/** Exit codes: 0 everything was read (what was quarantined is said), 2 nothing could be read. */
const NOTHING_READ = 2;

function askedFor(): { path: string; dryRun: boolean; source?: string; details?: string } | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, source: { type: 'string' }, details: { type: 'string' } },
    });
    const [path] = positionals;
    if (!path || positionals.length > 1) return null;
    return { path, dryRun: values['dry-run'] ?? false, source: values.source, details: values.details };
  } catch {
    return null;
  }
}

async function run(): Promise<number> {
  const asked = askedFor();
  if (!asked) {
    say(USAGE);
    return NOTHING_READ;
  }
  const settings = readSettings();
  const bar = new SingleBar({ format: 'Reading {bar} {percentage}% {value}/{total} bytes', stopOnComplete: true });
  const read = await readHsds(asked.path, {
    source: asked.source,
    onProgress: (done, total) => {
      if (!bar.isActive) bar.start(total, done);
      bar.update(done);
    },
  }).finally(() => {
    bar.stop();
  });
  const ground = await prepareGround(settings);
  say(`Writing ${read.organizations.length} organizations and ${read.listings.length} listings …`);
  const saved = await importHsds({ ...ground, trail: new AuditTrail(ground.clock) }, read, {
    dryRun: asked.dryRun,
  }).finally(() => ground.database.close());
  for (const line of importSummary(read, saved, asked.dryRun)) say(line);
  if (asked.details) {
    writeFileSync(asked.details, [...importDetails(read)].map((line) => `${line}\n`).join(''), { mode: 0o600 });
    say(`Every row and field that did not come in: ${asked.details}`);
  }
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof UnreadableSource) say(error.message);
  else if (error instanceof SettingsRefused) for (const problem of error.problems) say(problem);
  else throw error;
  process.exitCode = NOTHING_READ;
}
