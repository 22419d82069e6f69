import type { Log, LogFields } from '../../src/platform/log.js';

export interface KeptLine {
  fields: LogFields;
  message: string;
}

/** A log that tests can read. */
export class KeptLog implements Log {
  readonly lines: KeptLine[] = [];
  readonly info = (fields: LogFields, message: string): void => void this.lines.push({ fields, message });
  readonly warn = this.info;
  readonly error = this.info;
}
