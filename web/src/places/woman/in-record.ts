import type { WomanRecordFragment } from '../../../generated/graphql.js';

/** Her record as it stands, and how the reader stands to her. */
export interface InRecord {
  her: WomanRecordFragment;
  /** The reader may act for her: she is hers, or was opened with a purpose by a caseworker. */
  mayAct: boolean;
  isHers: boolean;
  again: () => void;
}
