import type { INestApplicationContext } from '@nestjs/common';
import { DateTime } from 'luxon';
import sql from 'sql-template-tag';
import type { Database } from '../../platform/database/index.js';
import { inOneTransaction } from '../../platform/database/index.js';
import type { Ground } from '../../platform/platform.module.js';
import { HOUR } from './attempt.js';
import { accountLines, demoPassword, hashForEach } from './demo-accounts.js';
import { DemoClock } from './demo-clock.js';
import { buildNetwork } from './demo-network.js';
import { DemoRandom } from './demo-random.js';
import { readDemoSeeds, type DemoSeeds } from './demo-seeds.js';
import { beginOpenWork, OPEN_WORK_SIZE } from './open-work.js';
import { beginOpenPlans, OPEN_PLANS_SIZE } from './open-plans.js';
import { showProgress, type Say } from './progress.js';
import { Stage } from './stage.js';
import { Telling, type Story } from './telling.js';
import { beginWomensStories, type Span } from './womens-stories.js';

export type DemoOutcome = 'LOADED' | 'KEPT_WHAT_IS_HERE';

/** How the house is built on a ground: this folder may not know the application. */
export type BuildApplication = (ground: Ground) => Promise<INestApplicationContext>;

export interface DemoOptions {
  /** Of the seeds' women and referrals; the open work of today is always whole. */
  share?: number;
}

/**
 * Loads the invented network and eighteen months of what happened in it, up to now, and says who can sign in. Everything is done by the house's
 * own use cases on a clock of the load's own, in one transaction: kept whole or not at all. Where there are organizations, nothing is done.
 */
export async function loadDemoWhenEmpty(
  ground: Ground,
  say: Say,
  build: BuildApplication,
  { share = 1 }: DemoOptions = {},
): Promise<DemoOutcome> {
  if (await hasOrganizations(ground.database)) return keptWhatIsHere(say);
  const seeds = readDemoSeeds();
  const password = demoPassword(ground.settings.demoPassword);
  const hashes = await hashForEach(seeds, password);
  const loaded = await inOneTransaction(ground.database, async (database) => {
    if (await hasOrganizations(database)) return false;
    await tellEverything({ ...ground, database }, { seeds, hashes, share }, say, build);
    return true;
  });
  if (!loaded) return keptWhatIsHere(say);
  for (const line of accountLines(seeds, password)) say(line);
  return 'LOADED';
}

function keptWhatIsHere(say: Say): DemoOutcome {
  say('The database is not empty: what is in it is kept, and no demo network is loaded.');
  return 'KEPT_WHAT_IS_HERE';
}

const hasOrganizations = async (database: Database): Promise<boolean> =>
  (await database.one(sql`SELECT id FROM organization LIMIT 1`)) !== undefined;

interface Load {
  seeds: DemoSeeds;
  hashes: ReadonlyMap<string, string>;
  share: number;
}

async function tellEverything(
  ground: Ground,
  { seeds, hashes, share }: Load,
  say: Say,
  build: BuildApplication,
): Promise<void> {
  const { stories } = seeds;
  const now = ground.clock.millis();
  const begins = DateTime.fromMillis(now, { zone: 'utc' }).minus({ months: stories.months }).toMillis();
  const clock = new DemoClock(begins, now);
  const network = await ground.database.write((tx) => buildNetwork(tx, seeds, hashes, { begins, now }));
  say(
    `Loading the demo network: ${seeds.organizations.length} organizations, ${seeds.listings.length} listings, ${stories.months} months of referrals …`,
  );
  const application = await build({ ...ground, clock });
  try {
    const telling = new Telling(clock);
    const stage = new Stage(network, stories, clock, telling, { application, database: ground.database });
    await stage.recordLoad();
    beginStories(stage, share, { begins, now });
    const progress = showProgress(say);
    await telling.until(now, (at) => progress.at((at - begins) / (now - begins)));
    await stage.expire();
    await closeDoors(stage);
    progress.end();
  } finally {
    await application.close();
  }
}

/**
 * Who tries the demo must first find a confidential door closed, and see it open when the place itself says yes: these two workers have nobody
 * behind one when it begins. Their colleague has.
 */
const BEGIN_BEFORE_CLOSED_DOORS = ['caseworker@riverside.example', 'caseworker@northside.example'];

async function closeDoors(stage: Stage): Promise<void> {
  for (const email of BEGIN_BEFORE_CLOSED_DOORS) {
    const worker = stage.network.staff.get(email);
    if (!worker) throw new Error('a worker of the demo is not there');
    for (const id of await stage.behindDoors(worker)) await stage.step(worker, id, 'CLOSE', { reasonCode: 'moved' });
  }
}

/** Of the referrals that the seeds ask for, so many are first tries; the others come of them. */
const FIRST_TRIES = 0.84;
const BETWEEN_EXPIRIES = 4 * HOUR;
const BETWEEN_VERIFICATIONS = 20 * HOUR;
const VERIFIER = 'administrator@network.example';

function beginStories(stage: Stage, share: number, span: Span): void {
  const { seed, clients, referrals } = stage.stories;
  const random = new DemoRandom(seed);
  const women = Math.max(0, Math.round(clients * share) - OPEN_WORK_SIZE.women - OPEN_PLANS_SIZE.women);
  const needs = Math.round((referrals * share - OPEN_WORK_SIZE.referrals - OPEN_PLANS_SIZE.referrals) * FIRST_TRIES);
  beginWomensStories(stage, { women, needs }, span, random.fork('women'));
  beginOpenWork(stage, span.now, random.fork('open work'));
  beginOpenPlans(stage, span.now, random.fork('open plans'));
  stage.telling.begin(expiring(stage), span.begins);
  stage.telling.begin(verifying(stage), span.begins);
}

/** The house's own job, as often as is needed for days to look as they do with it running. */
async function* expiring(stage: Stage): Story {
  for (;;) {
    yield stage.now() + BETWEEN_EXPIRIES;
    await stage.expire();
  }
}

/** Within the 24 hours that the house gives its verifiers; what was refused since the last round is open when the demo begins. */
async function* verifying(stage: Stage): Story {
  const verifier = stage.network.staff.get(VERIFIER);
  if (!verifier) throw new Error('nobody of the demo verifies anything');
  for (;;) {
    yield stage.now() + BETWEEN_VERIFICATIONS;
    await stage.verify(verifier);
  }
}
