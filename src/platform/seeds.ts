import { readFileSync } from 'node:fs';

/** Reads a file of `seeds/`: rules of the field are data there, with their sources, not code. The caller names the shape. */
export const readSeed = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../seeds/${name}`, import.meta.url), 'utf8')) as T;
