import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gather } from './gather.js';
import { readRecord, type Found } from './read-record.js';
import type { Reading, Records } from '../reading.js';
import { isMembers, text } from '../values.js';

const TABLE = 'records';

/** Whole records in JSON files: a list, a page of the HSDS API (`contents`), or one record. */
export async function readJsonFiles(reading: Reading): Promise<Records> {
  const { root, files, source, ledger, categories } = reading;
  const found: Found[] = [];
  for (const file of files) {
    const bytes = await readFile(join(root, file));
    const content = parsed(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    if (content === undefined) ledger.read(file, 1, TABLE).quarantine(null, 'not JSON: the file could not be read');
    else
      listIn(content).forEach((record, at) => {
        found.push(...readRecord(record, ledger.read(file, at + 1, TABLE), '', categories));
      });
    reading.advance(bytes.length);
  }
  return gather(found, () => [source], 'uuids');
}

/**
 * One record a line, as `{scraper, day, doc}` or bare. The lines' ids are not believed. Lines are numbered as an editor numbers them;
 * empty ones are not rows.
 */
export async function readJsonLines(reading: Reading): Promise<Records> {
  const { root, files, source, ledger, categories } = reading;
  const found: Found[] = [];
  const scrapers = new Map<Found, string>();
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(join(root, file), 'utf8'), crlfDelay: Infinity });
    let number = 0;
    for await (const line of lines) {
      number += 1;
      reading.advance(Buffer.byteLength(line) + 1);
      const words = line.replace(/^\uFEFF/, '');
      if (words.trim() === '') continue;
      const row = ledger.read(file, number, TABLE);
      const content = parsed(words);
      if (!isMembers(content)) {
        row.quarantine(null, 'not a JSON object: each line has to be one whole object');
        continue;
      }
      const scraped = 'doc' in content;
      const day = /^\d{4}-\d{2}-\d{2}$/.exec(text(content['day']) ?? '')?.[0] ?? '';
      const told = readRecord(scraped ? content['doc'] : content, row, scraped ? day : '', categories);
      for (const one of told) scrapers.set(one, scraped ? (text(content['scraper']) ?? '') : '');
      found.push(...told);
    }
  }
  return gather(found, (one) => [source, scrapers.get(one) ?? ''], 'none');
}

/** The content, or undefined where it is not JSON. */
function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}

function listIn(content: unknown): unknown[] {
  if (Array.isArray(content)) return content;
  return isMembers(content) && Array.isArray(content['contents']) ? content['contents'] : [content];
}
