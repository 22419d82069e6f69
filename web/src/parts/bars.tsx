import type { JSX } from 'preact';
import { numberOf } from '../words/when.js';

export interface Bar {
  label: string;
  value: number;
  /** In place of the plain number, for example "12 of 40". */
  shown?: string;
}

/** Lengths beside their words and numbers: a picture for the eye, and text for everybody. */
export function Bars({ bars, most }: { bars: readonly Bar[]; most?: number }): JSX.Element {
  const longest = Math.max(most ?? 0, ...bars.map(({ value }) => value), 1);
  return (
    <dl class="bars">
      {bars.map(({ label, value, shown }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="8" class="bar-ground" />
              <rect width={(100 * value) / longest} height="8" class="bar" />
            </svg>
            <span>{shown ?? numberOf(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How far something has come; without `value` nobody knows yet. */
export function Progress({ label, value, most = 100 }: { label: string; value?: number; most?: number }): JSX.Element {
  return (
    <label class="progress">
      {label}
      <progress value={value} max={most} />
    </label>
  );
}
