import { timeZone } from './when.js';

const DAY_MILLIS = 86_400_000;

/** What day it is in the network's time zone, some days on: "2026-11-29". */
export const networkDay = (daysOn = 0, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timeZone(), dateStyle: 'short' }).format(now + daysOn * DAY_MILLIS);

/** "2026-11-29T14:30", as a `datetime-local` control gives it, meant in the network's time zone; null where it is none. */
export function instantOf(local: string): string | null {
  const asIfUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  const first = asIfUtc - aheadMillis(asIfUtc);
  // A second look: the clocks may have changed between the two.
  return new Date(asIfUtc - aheadMillis(first)).toISOString();
}

/** The other way round: what a `datetime-local` control shows for an instant; empty where there is none. */
export function localOf(instant: string | null | undefined): string {
  if (!instant) return '';
  const at = Date.parse(instant);
  return new Date(at + aheadMillis(at)).toISOString().slice(0, 16);
}

/** How far that time zone is ahead of UTC at an instant. */
function aheadMillis(at: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone(),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '00';
  const shown = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(shown) - Math.floor(at / 1000) * 1000;
}
