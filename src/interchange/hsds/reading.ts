import type { Categories } from './categories.js';
import type { Ledger } from './ledger.js';
import type { ImportedListing, ImportedOrganization } from './source-records.js';

/** Where to read, under which name, and where to write down what became of each row. */
export interface Reading {
  root: string;
  files: readonly string[];
  source: string;
  ledger: Ledger;
  categories: Categories;
  /** Called with the bytes that were read since the last call. */
  advance: (bytes: number) => void;
}

export interface Records {
  organizations: ImportedOrganization[];
  listings: ImportedListing[];
}
