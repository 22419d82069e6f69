import sql, { join, type Sql } from 'sql-template-tag';
import type { InstantText } from '../../platform/clock.js';
import { OPEN_STATUSES } from '../../referrals/index.js';
import type { Erasable } from '../erase/erasure.js';
import type { NightlyCode } from '../retention-classes.js';

/** Records that are erased one by one, because each has keys or hangs together with others. */
export interface DueRecords {
  code: NightlyCode;
  kind: Erasable;
  /** Selects `id`, `organization_id`, `client_id` of what is due; once erased, a record is selected no more. */
  due: (before: InstantText) => Sql;
}

const open = (alias: Sql): Sql => sql`${alias}.status IN (${join([...OPEN_STATUSES])})`;
const r = sql`r`;

/** What was written into her record by hand. Reading it keeps nothing. */
export const WRITTEN = ['client.open', 'client.update', 'client.hand-over', 'client.take-over'];

/** In the order in which they are done: a woman last, for what is hers counts under its own line where it was due by itself. */
export const DUE_RECORDS: readonly DueRecords[] = [
  {
    code: 'draft',
    kind: 'draft',
    due: (before) => sql`
      SELECT r.id, r.from_id AS organization_id, r.client_id FROM referral r
      WHERE r.sent_at IS NULL AND r.changed_at < ${before}`,
  },
  {
    code: 'shared-content',
    kind: 'shared',
    due: (before) => sql`
      SELECT r.id, r.from_id AS organization_id, r.client_id FROM referral r
      WHERE r.sent_at IS NOT NULL AND NOT ${open(r)} AND r.changed_at < ${before} AND (r.content <> ''
        OR EXISTS (SELECT 1 FROM referral_message m WHERE m.referral_id = r.id)
        OR EXISTS (SELECT 1 FROM referral_event e WHERE e.referral_id = r.id AND e.by_side = 'receiver'
          AND (e.note IS NOT NULL OR e.answered_by IS NOT NULL)))`,
  },
  {
    code: 'plan',
    kind: 'plan',
    due: (before) => sql`
      SELECT p.id, c.organization_id, p.client_id FROM plan p JOIN client c ON c.id = p.client_id
      WHERE p.ended_at < ${before} AND p.in_custody = FALSE`,
  },
  {
    code: 'consent',
    kind: 'consent',
    due: (before) => sql`
      SELECT k.id, c.organization_id, k.client_id FROM consent k JOIN client c ON c.id = k.client_id
      WHERE COALESCE(k.withdrawn_at, k.expires_at) < ${before}
        AND (k.purpose <> '' OR EXISTS (SELECT 1 FROM consent_key w WHERE w.consent_id = k.id))
        AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.consent_id = k.id AND (${open(r)} OR r.changed_at >= ${before}))`,
  },
  {
    code: 'woman',
    kind: 'woman',
    due: (before) => sql`
      SELECT c.id, c.organization_id, c.id AS client_id FROM client c
      WHERE c.erased_at IS NULL AND c.opened_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.client_id = c.id
          AND ((r.status <> 'DRAFT' AND ${open(r)}) OR r.changed_at >= ${before}))
        AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.client_id = c.id
          AND (p.ended_at IS NULL OR p.ended_at >= ${before} OR p.in_custody = TRUE))
        AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.client_id = c.id AND k.given_at >= ${before})
        AND NOT EXISTS (SELECT 1 FROM planned_contact n WHERE n.client_id = c.id AND n.planned_at >= ${before})
        AND NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.subject_id = c.id AND a.at >= ${before}
          AND a.action IN (${join(WRITTEN)}))`,
  },
];
