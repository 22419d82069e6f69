import LightRunner from 'jest-light-runner/child-process';

/**
 * jest-light-runner, with one thing mended (0.7.13): whoever of its workers first asks for what it is to work with, all are answered, once; one that starts
 * late enough is not listening yet, is never answered again, and the run stands still for ever. Here each worker has an answer of its own, when it asks and
 * with each file that it is given: whichever comes first.
 */
export default class Runner extends LightRunner {
  constructor(globalConfig, ...rest) {
    super(globalConfig, ...rest);
    if (this._runtime !== 'child_process') return;
    const runners = this._testRunners;
    runners.set = (projectConfig, { pool }) => {
      const workerData = { globalConfig, projectConfig, runtime: this._runtime };
      const run = ({ path }) => pool.run(path, { channel: answering(workerData) });
      return Map.prototype.set.call(runners, projectConfig, { pool, run });
    };
  }
}

/** Between the run and the one worker that is given a file. */
function answering(workerData) {
  const answer = { type: 'jest-light-runner-worker-data', workerData };
  let tell = () => undefined;
  return {
    onMessage(listener) {
      tell = listener;
      tell(answer);
    },
    postMessage(message) {
      if (message === 'jest-light-runner-get-worker-data') tell(answer);
    },
  };
}
