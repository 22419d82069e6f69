export { hasWomenOnlyHours, openAt, type Openness } from './opening-hours.js';
export { nextOpening, type NextOpening } from './next-opening.js';
export { problemsInSchedules } from './schedule-problems.js';
export { WallClock, type Instant } from './wall-clock.js';
