import sql from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import type { ReferralRow } from '../../referrals/index.js';

type Link = Pick<ReferralRow, 'id' | 'status' | 'outcome'>;

/** What came of a need after one referral of it: the referrals that replaced it, also those that were sent after the period. */
export interface Links {
  after(referralId: string): Link[];
}

export async function readLinks(reader: Reader, from: string): Promise<Links> {
  const rows = await reader.all<Link & { replacesId: string }>(sql`
    SELECT id, replaces_id AS "replacesId", status, outcome FROM referral
    WHERE replaces_id IS NOT NULL AND sent_at >= ${from} AND status <> 'ENTERED_IN_ERROR'`);
  const next = new Map(rows.map((row) => [row.replacesId, row]));
  return {
    after: (referralId) => {
      const links: Link[] = [];
      for (let link = next.get(referralId); link; link = next.get(link.id)) links.push(link);
      return links;
    },
  };
}
