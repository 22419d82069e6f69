import { SingleBar } from 'cli-progress';
import { SealingProgress, SealRelease } from '../insight/index.js';
import { readSettings } from '../platform/config.js';
import { Refusal } from '../platform/graphql/index.js';
import { say } from '../platform/terminal.js';
import { buildContext, prepareGround } from '../server.js';
import { exitCodeOf } from './shared/exit-code.js';

const USAGE = 'npm run seal -- PERIOD   seals a quarter (2026-Q1), a half-year (2026-H1) or a year (2026), once';

/** `npm run seal -- 2026-Q1`. It stands in the trail without an actor. Exit codes: 0 sealed, 1 not. */
async function run(period: string | undefined): Promise<number> {
  if (!period) {
    say(USAGE);
    return 1;
  }
  const ground = await prepareGround(readSettings());
  const house = await buildContext(ground);
  const bar = new SingleBar({ format: '{bar} {percentage} %  {stage}', noTTYOutput: false, hideCursor: true });
  try {
    house.get(SealingProgress).listen(({ percent, stage }) => {
      if (!bar.isActive) bar.start(100, 0, { stage });
      bar.update(percent, { stage: stage.toLowerCase().replaceAll('_', ' ') });
    });
    const release = await house.get(SealRelease).seal(null, period);
    bar.stop();
    say(`${release.period} is sealed. Its checksum is ${release.checksum}`);
    return 0;
  } finally {
    bar.stop();
    await house.close();
    await ground.database.close();
  }
}

process.exitCode = await exitCodeOf(([period]) => run(period), Refusal);
