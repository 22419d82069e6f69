import { parseArgs } from 'node:util';
import { buildIfStale } from '../scripts/build.mjs';
import { DATABASE_KINDS } from './support/databases.mjs';

/**
 * `npm run bench` takes every measurement, `npm run bench -- main` one of them, `npm run bench -- main:search` one part of it. With `--quick`
 * everything is small and only shows that the measurements themselves still work; `--database sqlite` leaves the other database out.
 */
const MEASUREMENTS = {
  main: { about: 'parts: import, search, steps (of a journey), start-up', load: () => import('./main.mjs') },
  identity: { about: 'parts: storm (of sign-ins)', load: () => import('./identity.mjs') },
  crash: {
    about: 'kills the process under sixteen writers, again and again: what was acknowledged is there',
    load: () => import('./crash.mjs'),
  },
  completion: {
    about: 'the completion audit and the PMTCT indicator over 1,000,000 referrals of one organization',
    load: () => import('./completion.mjs'),
  },
  trail: { about: 'parts: verify (100,000 entries), record (what an entry costs)', load: () => import('./trail.mjs') },
  releases: {
    about: 'parts: sealing (a million referrals; reading what was sealed), utility (what the noise costs a reader)',
    load: () => import('./releases.mjs'),
  },
  'foreign-ids': {
    about: 'whether the clock tells an id of another organization’s from an unknown one',
    load: () => import('./foreign-ids.mjs'),
  },
  hostile: {
    about: 'parts: refused (documents that are not registered), aliases, malformed (inputs), beside (a reader)',
    load: () => import('./hostile.mjs'),
  },
};

const USAGE = 'npm run bench -- [MEASUREMENT[:PART] …] [--quick] [--database sqlite|postgres]';

async function run() {
  const asked = askedFor();
  if (asked === null) return 1;
  if (!process.env.BENCH_DIST) await buildIfStale();
  for (const { name, part } of asked.measurements) {
    const { measure } = await MEASUREMENTS[name].load();
    const known = await measure({ ...asked.options, part });
    if (known) continue;
    console.error(`"${name}" has no part "${part}".`);
    return 1;
  }
  return 0;
}

function askedFor() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, database: { type: 'string' } },
    });
    const names = positionals.length > 0 ? positionals : Object.keys(MEASUREMENTS);
    const measurements = names.map((each) => ({ name: each.split(':', 1)[0], part: each.split(':')[1] ?? null }));
    const unknown = measurements.find(({ name }) => !Object.hasOwn(MEASUREMENTS, name));
    if (unknown) throw new Error(`There is no measurement "${unknown.name}".`);
    if (values.database && !DATABASE_KINDS.includes(values.database))
      throw new Error(`There is no database "${values.database}".`);
    const kinds = values.database ? [values.database] : DATABASE_KINDS;
    return { measurements, options: { quick: values.quick, kinds } };
  } catch (error) {
    console.error(error.message);
    console.error(USAGE);
    for (const [name, { about }] of Object.entries(MEASUREMENTS)) console.error(`  ${name}  ${about}`);
    return null;
  }
}

process.exitCode = await run();
