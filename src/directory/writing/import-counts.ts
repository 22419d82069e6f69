/** What an import came to. */
export interface ImportCounts {
  created: number;
  updated: number;
  /** Said the same as what is here. */
  unchanged: number;
  /** People here wrote about it since: left as they left it. */
  kept: number;
}

export class ImportCount {
  readonly counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, kept: 0 };

  add(what: keyof ImportCounts): void {
    this.counts[what] += 1;
  }
}
