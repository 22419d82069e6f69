import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** That something was erased, by its id only. */
export interface Erasure {
  kind: string;
  id: string;
  at: string;
}

const isErasure = (value: unknown): value is Erasure =>
  typeof value === 'object' &&
  value !== null &&
  ['kind', 'id', 'at'].every((field) => typeof (value as Record<string, unknown>)[field] === 'string');

/** Lines that are only ever added. One that was cut off when the machine stopped is no line: what it named is written once more. */
export function readErasures(file: string): Erasure[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').map(parsed).filter(isErasure);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** On the disk when this returns. Begins on a line of its own, whatever stands before. */
export function appendErasures(file: string, erasures: readonly Erasure[]): void {
  if (erasures.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const cutOff = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'latin1').slice(-1));
  const handle = openSync(file, 'a', 0o600);
  try {
    const lines = erasures.map(({ kind, id, at }) => `${JSON.stringify({ at, kind, id })}\n`).join('');
    writeSync(handle, (cutOff ? '\n' : '') + lines);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export const erasureName = ({ kind, id }: Pick<Erasure, 'kind' | 'id'>): string => `${kind} ${id}`;
