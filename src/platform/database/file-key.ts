import { existsSync, readFileSync } from 'node:fs';
import type { MasterKey } from '../secrets/index.js';
import { writeWhole } from '../write-whole.js';

const BOUND_TO = 'database_file';

/**
 * The embedded database's file is encrypted whole, with a key that follows from ALONGSIDE_KEY. While ALONGSIDE_KEY is changed the file is
 * open and cannot be encrypted anew; then its key stands beside it, wrapped, a line for each key that opens it, until the next start does that.
 */
export const besideFile = (file: string): string => `${file}.key`;

/** The keys that the file may open with, the likeliest first. */
export function fileKeysFor(file: string, master: MasterKey): string[] {
  return [...new Set([...keptKeys(file, master), ...master.databaseFileKeys()])];
}

function keptKeys(file: string, master: MasterKey): string[] {
  if (!existsSync(besideFile(file))) return [];
  const lines = readFileSync(besideFile(file), 'utf8').split('\n').filter(Boolean);
  return lines
    .filter((line) => master.opens(line, BOUND_TO))
    .map((line) => master.unwrap(line, BOUND_TO).toString('hex'));
}

/** Keeps the file's key beside it, wrapped by the key that wraps now. The lines that are there stay, for those who know another one, unless it is kept `alone`. */
export function keepFileKey(file: string, hexKey: string, master: MasterKey, alone: boolean): void {
  const kept = alone || !existsSync(besideFile(file)) ? '' : readFileSync(besideFile(file), 'utf8');
  writeWhole(besideFile(file), `${master.wrap(Buffer.from(hexKey, 'hex'), BOUND_TO)}\n${kept}`);
}
