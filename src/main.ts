import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ListingIndex } from './directory/index.js';
import { loadDemoWhenEmpty } from './interchange/index.js';
import { readSettings, SettingsRefused } from './platform/config.js';
import { DatabaseRefused } from './platform/database/index.js';
import { Jobs } from './platform/jobs/index.js';
import type { Ground } from './platform/platform.module.js';
import { say } from './platform/terminal.js';
import { buildApplication, buildContext, prepareGround } from './server.js';

const LONGEST_STOP_MILLIS = 9_000;
/** For another process that has an embedded database's file. What was under way may have waited five seconds before it heard of stopping. */
const LONGEST_WAIT_MILLIS = 2_000;
/** By then everybody is answered: a statement that still runs was given up, is never committed, and ends with its connection. */
const LONGEST_CLOSE_MILLIS = 1_500;

const EXPLORE = 'OPERATIONS=open: any document is executed, not only registered ones.';
const EXPLORE_IN_PRODUCTION = `
WARNING: ${EXPLORE}
WARNING: Whoever reaches this server may try out what it answers. Unset OPERATIONS, or let only your own network reach it.
`;

/** Starts the one process: database, API, pages. */
async function start(): Promise<void> {
  const settings = readSettings();
  const ground = await prepareGround(settings);
  const app = await openHouse(ground);
  await app.listen({ host: settings.host, port: settings.port });
  app.get(Jobs).start();
  stopWhenAsked(async () => {
    ground.database.hurry(LONGEST_WAIT_MILLIS);
    await app.close();
    await Promise.race([ground.database.close(), pause(LONGEST_CLOSE_MILLIS)]);
  });
  if (settings.operations === 'open') say(settings.production ? EXPLORE_IN_PRODUCTION : EXPLORE);
  say(`Alongside listens at ${await app.getUrl()}/graphql`);
}

/** Where the house cannot be opened, the database is closed again: an open connection would keep the process from ending. */
async function openHouse(ground: Ground): Promise<NestFastifyApplication> {
  try {
    if (!ground.settings.production) await loadDemoWhenEmpty(ground, say, buildContext);
    const app = await buildApplication(ground);
    // Ready means ready: the first search must not wait for thousands of listings to be read.
    await app.get(ListingIndex).current();
    return app;
  } catch (error) {
    await ground.database.close();
    throw error;
  }
}

/** What is being answered is answered, jobs end their round, and the database is closed whole; who asks twice does not wait. */
function stopWhenAsked(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      setTimeout(() => process.exit(1), LONGEST_STOP_MILLIS).unref();
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

try {
  await start();
} catch (error) {
  if (error instanceof SettingsRefused) for (const problem of error.problems) say(problem);
  else if (error instanceof DatabaseRefused) say(error.message);
  else throw error;
  process.exitCode = 1;
}
