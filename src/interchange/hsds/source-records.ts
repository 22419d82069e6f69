import type { ListingFacts } from '../../directory/index.js';

/** The shapes of HSDS that are read: folders of CSV tables, JSON arrays of whole records, JSON lines of scraped records. */
export const SOURCE_KINDS = ['csv-1x', 'csv-3x', 'json-3x', 'jsonl-3x'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * Where something was read. A *row* is what a person can put a finger on: a data row of a CSV table (1-based, header not counted), an
 * element of a JSON array (1-based), a line of a JSON lines file (1-based, the line's own number). What is nested inside a JSON row
 * (services, phones, schedules …) has no row of its own; the `field` of a note says where it stands (`services[0].schedules[1].byday`).
 */
export interface SourceRef {
  /** Relative to the import's root, with `/`. */
  file: string;
  row: number;
}

export interface ImportedOrganization {
  /** A UUID that is the same each time the same source is read. */
  identity: string;
  name: string;
  description: string | null;
  website: string | null;
  ref: SourceRef;
}

/** One service at one place; or a service without a place; or a place of which no service is known. */
export interface ImportedListing {
  identity: string;
  organizationIdentity: string;
  facts: ListingFacts;
  /** When the source says that it last made sure of it (HSDS `assured_date`), an instant; null where it does not say. */
  lastAssuredAt: string | null;
  ref: SourceRef;
}

/** A row that did not come in. The reason says what to mend; the value is not repeated, it may hold what nobody should read in a log. */
export interface Quarantined {
  ref: SourceRef;
  table: string;
  field: string | null;
  reason: string;
}

/** A field or a nested part that was left out of a row that did come in. What it would have said is unknown now, never guessed. */
export interface Mended {
  ref: SourceRef;
  field: string;
  reason: string;
}

/** A row that says what another row of the same source says too, or said on an earlier day. It counts as imported. */
export interface Merged {
  ref: SourceRef;
  into: SourceRef;
}

/** Rows that this importer leaves where they are, by policy or for want of a place to put them. */
export interface NotUsed {
  file: string;
  table: string;
  rows: number;
  reason: string;
}

/** Always: `read = imported + quarantined + notUsed`, and `merged` is a part of `imported`. */
export interface RowCounts {
  read: number;
  imported: number;
  merged: number;
  quarantined: number;
  notUsed: number;
}

export interface FileCounts extends RowCounts {
  file: string;
  table: string;
}

export interface ReadResult {
  source: string;
  kind: SourceKind;
  organizations: ImportedOrganization[];
  listings: ImportedListing[];
  quarantined: Quarantined[];
  mended: Mended[];
  merged: Merged[];
  notUsed: NotUsed[];
  counts: FileCounts[];
}

/** The whole import in five numbers. */
export function totalOf(counts: readonly RowCounts[]): RowCounts {
  const total: RowCounts = { read: 0, imported: 0, merged: 0, quarantined: 0, notUsed: 0 };
  for (const one of counts) {
    total.read += one.read;
    total.imported += one.imported;
    total.merged += one.merged;
    total.quarantined += one.quarantined;
    total.notUsed += one.notUsed;
  }
  return total;
}

/** Nothing at this path can be read: the message says what would be. */
export class UnreadableSource extends Error {}
