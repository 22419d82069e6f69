import { readFileSync } from 'node:fs';
import { houseFile } from './house-files.js';

/** Reads a file of `seeds/`: rules of the field are data there, with their sources, not code. The caller names the shape. */
export const readSeed = <T>(name: string): T => JSON.parse(readFileSync(houseFile(`seeds/${name}`), 'utf8')) as T;
