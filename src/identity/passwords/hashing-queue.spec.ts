import { HashingQueue, QueueFull } from './hashing-queue.js';

/** Work that ends when it is told to. */
function held(): { work: () => Promise<string>; end: () => void; began: () => boolean } {
  let end = (): void => undefined;
  let began = false;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    work: async () => {
      began = true;
      await ended;
      return 'done';
    },
    end: () => end(),
    began: () => began,
  };
}

/** Longer than the turn that each leaves to others before it begins. */
const soon = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('the queue for hashing', () => {
  it('does so many at once, lets so many wait, and turns the rest away', async () => {
    const queue = new HashingQueue({ atOnce: 2, waiting: 3 });
    const works = Array.from({ length: 5 }, held);
    const done = works.map(({ work }) => queue.run(work));
    await soon();
    expect(works.map(({ began }) => began())).toEqual([true, true, false, false, false]);
    await expect(queue.run(held().work)).rejects.toBeInstanceOf(QueueFull);
    works[0]?.end();
    await soon();
    expect(works.map(({ began }) => began())).toEqual([true, true, true, false, false]);
    // A place has become free.
    const late = held();
    done.push(queue.run(late.work));
    await expect(queue.run(held().work)).rejects.toBeInstanceOf(QueueFull);
    for (const { end } of [...works, late]) end();
    expect(await Promise.all(done)).toEqual(Array.from({ length: 6 }, () => 'done'));
  });

  it('goes on after work that failed', async () => {
    const queue = new HashingQueue({ atOnce: 1, waiting: 1 });
    const fails = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('next'));
    await expect(fails).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(await queue.run(() => Promise.resolve('after'))).toBe('after');
  });
});
