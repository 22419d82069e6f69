import { ListingIndex } from './directory/index.js';
import { loadDemoWhenEmpty } from './interchange/index.js';
import { readSettings, SettingsRefused } from './platform/config.js';
import { DatabaseRefused } from './platform/database/index.js';
import { Jobs } from './platform/jobs/index.js';
import { say } from './platform/terminal.js';
import { buildApplication, buildContext, prepareGround } from './server.js';

const LONGEST_STOP_MILLIS = 9_000;

/** Better no start than one that seems to hold a control which is not there. */
const NO_TRUSTED_DOCUMENTS =
  'OPERATIONS=trusted (the default in production) is not available yet: set OPERATIONS=open and let only your own network reach the API.';

/** Starts the one process: database, API, pages. */
async function start(): Promise<void> {
  const settings = readSettings();
  if (settings.operations === 'trusted') throw new SettingsRefused([NO_TRUSTED_DOCUMENTS]);
  const ground = await prepareGround(settings);
  if (!settings.production) await loadDemoWhenEmpty(ground, say, buildContext);
  const app = await buildApplication(ground);
  // Ready means ready: the first search must not wait for thousands of listings to be read.
  await app.get(ListingIndex).current();
  await app.listen({ host: settings.host, port: settings.port });
  app.get(Jobs).start();
  stopWhenAsked(async () => {
    await app.close();
    await ground.database.close();
  });
  say(`Alongside listens at ${await app.getUrl()}/graphql`);
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
