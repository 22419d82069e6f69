/**
 * Times are counted on a scale that a page can hold and a reader can trust: whole minutes up to two hours, ten minutes up to two days, hours up to
 * thirty days, days beyond. Each is rounded down to its step.
 */
const SCALE = [
  { step: 1, below: 120 },
  { step: 10, below: 2 * 24 * 60 },
  { step: 60, below: 30 * 24 * 60 },
];
const BEYOND = 24 * 60;

/** Minutes on the scale. Who answered before it was written down that she was sent answered at once. */
export function onScale(minutes: number): number {
  const whole = Math.max(0, minutes);
  const step = SCALE.find(({ below }) => whole < below)?.step ?? BEYOND;
  return Math.floor(whole / step) * step;
}

/** How often each time occurs, in minutes on the scale. */
type Histogram = ReadonlyMap<number, number>;

export interface TimeFigures {
  count: number;
  /** In minutes; null where there are none. */
  median: number | null;
  /** Nine of ten took no longer. */
  ninetieth: number | null;
}

export function figuresOf(histogram: Histogram): TimeFigures {
  const sorted = [...histogram].sort(([one], [other]) => one - other);
  const count = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (count === 0) return { count, median: null, ninetieth: null };
  const at = (place: number): number => {
    let passed = 0;
    for (const [minutes, times] of sorted) if ((passed += times) > place) return minutes;
    return 0;
  };
  const median = (at((count - 1) >> 1) + at(count >> 1)) / 2;
  return { count, median, ninetieth: at(Math.ceil(count * 0.9) - 1) };
}
