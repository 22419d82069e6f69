import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, type Info } from 'csv-parse/sync';
import type { Ledger, SourceRow } from '../ledger.js';
import type { Reading } from '../reading.js';
import type { Members } from '../values.js';

/** A data row with its cells by column name. */
export interface TableRow {
  row: SourceRow;
  cells: Members;
}

export type Tables = ReadonlyMap<string, TableRow[]>;

/** The tables that are read, by our name, with the file names that HSDS 1.x, 2.x, 3.x and Ohana give them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  organizations: ['organizations', 'organization'],
  services: ['services', 'service'],
  locations: ['locations', 'location'],
  links: ['services_at_location', 'service_at_location', 'services_at_locations', 'service_at_locations'],
  phones: ['phones', 'phone'],
  addresses: ['addresses', 'address', 'physical_addresses', 'physical_address'],
  schedules: ['regular_schedules', 'regular_schedule', 'schedules', 'schedule'],
  holidays: ['holiday_schedules', 'holiday_schedule'],
  languages: ['languages', 'language'],
  taxonomy: ['taxonomy', 'taxonomy_terms'],
  classified: ['services_taxonomy', 'service_taxonomy', 'service_attributes'],
};

const PEOPLE = 'holds people’s names and is never imported, by policy';
const POSTAL = 'a postal address is not a place to go to';
const ASIDE: Readonly<Record<string, string>> = {
  contacts: PEOPLE,
  mail_addresses: POSTAL,
  postal_addresses: POSTAL,
  programs: 'our directory has no programmes; services carry their own names',
  accessibility_for_disabilities: 'describes access in words; whether it is step-free stays unknown',
  accessibility: 'describes access in words; whether it is step-free stays unknown',
  metadata: 'a history of changes, not a description',
  meta_table_descriptions: 'describes the files, not the places',
};

const tableOf = (file: string): string | null => {
  const name = file.toLowerCase().replace(/\.csv$/, '');
  return Object.keys(FILES).find((table) => FILES[table]?.includes(name)) ?? null;
};

/** Reads every CSV file of the folder. Rows of tables that are not used are counted and left aside; malformed rows are quarantined. */
export async function readTables({ root, files, ledger, advance }: Reading): Promise<Tables> {
  const tables = new Map<string, TableRow[]>();
  for (const file of files) {
    const table = tableOf(file);
    const name = file.toLowerCase().replace(/\.csv$/, '');
    const bytes = await readFile(join(root, file));
    const rows = rowsOf(bytes, file, name, ledger);
    if (table !== null) tables.set(table, [...(tables.get(table) ?? []), ...rows]);
    else for (const { row } of rows) row.leaveAside(ASIDE[name] ?? 'a table that this importer has no place for');
    advance(bytes.length);
  }
  return tables;
}

function rowsOf(bytes: Buffer, file: string, table: string, ledger: Ledger): TableRow[] {
  const broken: string[] = [];
  // Everything is kept as text; a row that cannot be split is reported and does not stop the others.
  const parsed = parse(bytes, {
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => void broken.push(error?.code ?? 'CSV'),
  }) as unknown as { record: string[]; info: Info }[];
  const header = parsed.shift()?.record.map((name) => name.trim()) ?? [];
  const rows: TableRow[] = [];
  parsed.forEach(({ record }, at) => {
    const row = ledger.read(file, at + 1, table);
    const cells = Object.fromEntries(header.map((name, column) => [name, record[column] ?? '']));
    if (record.length !== header.length) {
      row.quarantine(
        null,
        `has ${record.length} columns where the header has ${header.length}: look for a missing or stray comma or quote`,
      );
    } else if (record.some((cell) => cell.includes('\uFFFD'))) {
      row.quarantine(null, 'holds bytes that are not UTF-8: save the file as UTF-8');
    } else rows.push({ row, cells });
  });
  broken.forEach((_, at) => {
    const row = ledger.read(file, parsed.length + at + 1, table);
    row.quarantine(null, 'a quote is opened and not closed: this row and all that follow it could not be read');
  });
  return rows;
}
