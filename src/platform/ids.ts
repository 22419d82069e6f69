import { randomUUID } from 'node:crypto';

/** A random, opaque id (UUID v4). */
export const newId = (): string => randomUUID();
