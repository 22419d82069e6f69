export { hasWomenOnlyHours, openAt, type Openness } from './opening-hours.js';
export { nextOpening, type NextOpening } from './next-opening.js';
export { opensOutside, type OutsidePart, type WorkingTime } from './outside-working-time.js';
export { problemsInSchedules } from './schedule-problems.js';
export { WallClock, type Instant } from './wall-clock.js';
