import highs, { type Highs } from 'highs';

export type { Highs };

/** The package's types describe a CommonJS module; what is imported here is its function. */
export const openSolver = highs as unknown as () => Promise<Highs>;
