import sql, { raw, type Sql } from 'sql-template-tag';
import type { InstantText } from '../../platform/clock.js';
import type { NightlyCode } from '../retention-classes.js';

/** Rows without a key of their own: one statement removes them. */
export interface DueRows {
  code: NightlyCode;
  /** Tables in the order in which their rows go. */
  tables: readonly {
    table: string;
    which: (before: InstantText) => Sql;
    /** Of a woman: a hold on her keeps the row, and her organization's trail counts it. */
    ofWoman?: true;
  }[];
}

const older = (column: string) => (before: InstantText) => sql`${raw(column)} < ${before}`;
const ofWoman = (table: string, column: string) => ({ table, which: older(column), ofWoman: true as const });

const QUESTION = 'SELECT id FROM place_question WHERE closes_at <';

export const DUE_ROWS: readonly DueRows[] = [
  {
    code: 'notices',
    tables: [
      ofWoman('client_opening', 'until'),
      ofWoman('client_assignment', 'at'),
      {
        ...ofWoman('client_handover', 'at'),
        which: (before) => sql`at < ${before} AND acknowledged_at IS NOT NULL`,
      },
    ],
  },
  { code: 'contacts', tables: [ofWoman('planned_contact', 'at')] },
  { code: 'once-keys', tables: [{ table: 'once_key', which: older('used_at') }] },
  { code: 'place-calls', tables: [{ table: 'place_call', which: older('at') }] },
  {
    code: 'place-answers',
    tables: [
      { table: 'asked_place', which: (before) => sql`question_id IN (${raw(QUESTION)} ${before})` },
      { table: 'place_question', which: older('closes_at') },
    ],
  },
];
