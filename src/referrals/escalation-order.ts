import sql, { join, type Sql } from 'sql-template-tag';
import { dueBefore, PACES, WAITS_FOR_ANSWER } from './escalation.js';

/** For `referral r`: what is the manager's by now, then the referrer's, then the rest; within each by when it was due. */
export const escalationOrder = (now: string, zone: string): Sql => sql`CASE
  WHEN ${isPast('MANAGER', now, zone)} THEN '1' WHEN ${isPast('REFERRER', now, zone)} THEN '2' ELSE '3' END || r.due_at`;

function isPast(level: 'MANAGER' | 'REFERRER', now: string, zone: string): Sql {
  const waiting = join([...WAITS_FOR_ANSWER]);
  const paces = PACES.map((urgency) => {
    const due = sql`r.due_at < ${dueBefore(level, urgency, now, zone)}`;
    return urgency === null
      ? sql`(r.status NOT IN (${waiting}) AND ${due})`
      : sql`(r.status IN (${waiting}) AND r.urgency = ${urgency} AND ${due})`;
  });
  return sql`(${join(paces, ' OR ')})`;
}
