import { latestSealable } from './period.js';

it.each([
  // A quarter may be sealed from the thirtieth day after its last.
  ['2026-03-18T12:00:00.000Z', '2025-Q4', '2025-H2', '2025'],
  ['2026-01-30T23:59:59.999Z', '2025-Q3', '2025-H1', '2024'],
  ['2026-01-31T00:00:00.000Z', '2025-Q4', '2025-H2', '2025'],
  ['2026-07-30T23:59:59.999Z', '2026-Q1', '2025-H2', '2025'],
  ['2026-07-31T00:00:00.000Z', '2026-Q2', '2026-H1', '2025'],
  ['2026-12-31T12:00:00.000Z', '2026-Q3', '2026-H1', '2025'],
])('at %s the last that may be sealed are %s, %s and %s', (now, quarter, half, year) => {
  const names = (['quarter', 'half-year', 'year'] as const).map((kind) => latestSealable(kind, now, 'UTC').name);
  expect(names).toEqual([quarter, half, year]);
});
