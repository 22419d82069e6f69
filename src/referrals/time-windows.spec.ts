import { findWindow, liesAhead, TIME_WINDOWS, timesOf, type TimeWindowSeed } from './time-windows.js';

const the = (code: string): TimeWindowSeed => {
  const window = findWindow(code);
  if (!window) throw new Error(`there is no window ${code}`);
  return window;
};

describe('the windows of needs that do not wait', () => {
  it.each([
    ['pep', '2026-03-18T21:00:00.000Z', '2026-03-19T21:00:00.000Z', '2026-03-21T21:00:00.000Z'],
    ['emergency-contraception', '2026-03-18T21:00:00.000Z', null, '2026-03-23T21:00:00.000Z'],
    ['last-dose', '2026-03-18T21:00:00.000Z', null, '2026-03-18T21:00:00.000Z'],
    ['pre-release', '2026-03-18T21:00:00.000Z', null, null],
  ])('%s from %s: best by %s, at the latest by %s', (code, from, best, latest) => {
    expect(timesOf(the(code), from, 'UTC')).toEqual({ best, latest });
  });

  it.each([
    ['in spring, when the night is an hour short', '2026-03-28T12:00:00.000Z', '2026-03-31T12:00:00.000Z'],
    ['in autumn, when it is an hour long', '2026-10-24T12:00:00.000Z', '2026-10-27T12:00:00.000Z'],
  ])('72 hours are 72 hours, %s', (_, from, latest) => {
    expect(timesOf(the('pep'), from, 'Europe/Madrid').latest).toBe(latest);
  });

  it.each([
    ['an evening', '2026-03-18T20:30:00.000Z', '2026-03-18T23:00:00.000Z'],
    ['the short day', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['the long day, of which 24 hours are the latest', '2026-10-24T22:00:00.000Z', '2026-10-25T22:00:00.000Z'],
  ])('the same day ends at the wall’s midnight: %s', (_, from, best) => {
    expect(timesOf(the('shelter-tonight'), from, 'Europe/Madrid').best).toBe(best);
  });

  it('the best is never after the latest', () => {
    for (const window of TIME_WINDOWS)
      for (const from of ['2026-03-28T23:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T00:30:00.000Z']) {
        const { best, latest } = timesOf(window, from, 'Europe/Madrid');
        if (best !== null && latest !== null) expect(best <= latest).toBe(true);
      }
  });

  it('what happened does not lie ahead; a last dose may', () => {
    const now = '2026-03-18T21:00:00.000Z';
    expect(liesAhead(the('pep'), '2026-03-18T21:06:00.000Z', now)).toBe(true);
    expect(liesAhead(the('pep'), '2026-03-18T21:04:00.000Z', now)).toBe(false);
    expect(liesAhead(the('last-dose'), '2026-04-18T21:00:00.000Z', now)).toBe(false);
  });
});
