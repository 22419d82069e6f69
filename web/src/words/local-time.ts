/** What a `datetime-local` field gives, as an instant: the network's wall clock, told by the server in the shell; the reader's own where it is not. */
export function instantOf(local: string): string | null {
  if (local === '') return null;
  const zone = document.querySelector<HTMLMetaElement>('meta[name="time-zone"]')?.content;
  if (!zone) return new Date(local).toISOString();
  const asUtc = Date.parse(`${local}Z`);
  // Asked twice: the first guess may lie on the other side of a change of the clocks.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
}

/** By how many milliseconds the wall clock there is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - instant;
}
