import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Categories } from './categories.js';
import { findSource } from './detect-source.js';
import { sourceNameOf } from './identity.js';
import { Ledger } from './ledger.js';
import { readCsvFolder } from './csv/read-csv.js';
import { readJsonFiles, readJsonLines } from './json/read-json.js';
import type { Reading } from './reading.js';
import type { ReadResult } from './source-records.js';
import { withoutStandInPoints } from './stand-in-points.js';

export interface ReadOptions {
  /** The source's name, on which every identity hangs; by default the nearest folder whose name says something. */
  source?: string;
  /** Called as bytes are read, and a last time with both equal. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a folder or file of HSDS into neutral records, without a database. Read twice it gives the same identities. Every row ends as
 * imported, quarantined or deliberately not used; what the source does not say stays unknown. Throws `UnreadableSource` when there is
 * nothing at the path that could be read at all.
 */
export async function readHsds(path: string, options: ReadOptions = {}): Promise<ReadResult> {
  const { kind, root, files } = await findSource(path);
  const source = options.source ?? sourceNameOf(root);
  const ledger = new Ledger();
  const { advance, finish } = await progressOver(root, files, options.onProgress);
  const reading: Reading = { root, files, source, ledger, categories: Categories.fromSeeds(), advance };
  const read = kind === 'jsonl-3x' ? readJsonLines : kind === 'json-3x' ? readJsonFiles : readCsvFolder;
  const { organizations, listings } = await read(reading);
  const placed = withoutStandInPoints(listings, ledger);
  finish();
  const { quarantined, mended, merged, notUsed } = ledger;
  const counts = ledger.counts();
  return { source, kind, organizations, listings: placed, quarantined, mended, merged, notUsed, counts };
}

async function progressOver(root: string, files: readonly string[], tell: ReadOptions['onProgress']) {
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(root, file))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const advance = (bytes: number): void => {
    done = Math.min(total, done + bytes);
    tell?.(done, total);
  };
  return { advance, finish: () => tell?.(total, total) };
}
