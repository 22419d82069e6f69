import { loadDemoWhenEmpty } from '../interchange/index.js';
import { readSettings } from '../platform/config.js';
import { say } from '../platform/terminal.js';
import { buildContext, prepareGround } from '../server.js';
import { exitCodeOf } from './shared/exit-code.js';

/** `npm run demo:load`: the demo network, into an empty database that is not a production's. Exit codes: 0 loaded, 1 not. */
async function run(): Promise<number> {
  const settings = readSettings();
  if (settings.production) {
    say('The demo network has accounts that everybody knows: it is not loaded in production.');
    return 1;
  }
  const ground = await prepareGround(settings);
  const outcome = await loadDemoWhenEmpty(ground, say, buildContext).finally(() => ground.database.close());
  return outcome === 'LOADED' ? 0 : 1;
}

process.exitCode = await exitCodeOf(run);
