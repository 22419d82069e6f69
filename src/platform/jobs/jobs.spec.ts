import { setImmediate } from 'node:timers/promises';
import pino from 'pino';
import { Jobs } from './jobs.js';

function house() {
  const jobs = new Jobs(pino({ level: 'silent' }));
  let begun = 0;
  let end: () => void = () => undefined;
  jobs.register({
    name: 'figures',
    everySeconds: 3600,
    run: () => {
      begun += 1;
      return new Promise((resolve) => (end = () => resolve(1)));
    },
  });
  return { jobs, begun: () => begun, end: () => end() };
}

describe('a job that is done before its time', () => {
  it('begins once whoever asked has gone on, and once however often it is asked for meanwhile', async () => {
    const { jobs, begun, end } = house();
    jobs.start();
    jobs.soon('figures');
    jobs.soon('figures');
    expect(begun()).toBe(0);
    await setImmediate();
    expect(begun()).toBe(1);
    end();
    await setImmediate();
    jobs.soon('figures');
    await setImmediate();
    expect(begun()).toBe(2);
    end();
    await jobs.onApplicationShutdown();
  });

  it('does not begin where none was started, nor one that nobody registered', async () => {
    const { jobs, begun } = house();
    jobs.soon('figures');
    await setImmediate();
    jobs.start();
    jobs.soon('another');
    await setImmediate();
    expect(begun()).toBe(0);
    await jobs.onApplicationShutdown();
  });
});
