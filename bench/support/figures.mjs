import { performance } from 'node:perf_hooks';

/** The value that so many of a hundred do not exceed. */
export function percentile(values, hundredth) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((hundredth / 100) * sorted.length) - 1))];
}

export const median = (values) => percentile(values, 50);

/** Least, middle and most of several runs, and the runs themselves in their order. */
export const spread = (runs) => ({
  min: Math.min(...runs),
  median: median(runs),
  max: Math.max(...runs),
  runs,
});

/** How many milliseconds this takes, and what it answers. */
export async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/** Does `work` with each of the items, so many at a time. */
export async function atOnce(lanes, items, work) {
  const waiting = [...items.entries()];
  const lane = async (number) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], number);
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
}
