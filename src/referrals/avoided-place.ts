import sql, { join } from 'sql-template-tag';
import type { AvoidDetails } from '../clients/index.js';
import type { ListingRow } from '../directory/index.js';
import type { Reader } from '../platform/database/index.js';

/** Whether somebody whom she must not meet works there, or it lies where she must not be. A place of which nobody knows where it is, is not avoided. */
export async function isAvoided(
  reader: Reader,
  avoid: AvoidDetails | null,
  { organizationId, areaId }: Pick<ListingRow, 'organizationId' | 'areaId'>,
): Promise<boolean> {
  if (avoid?.organizationIds.includes(organizationId)) return true;
  if (!avoid?.areaIds.length || areaId === null) return false;
  const within = await reader.one(sql`
    WITH RECURSIVE around (id, parent_id) AS (
      SELECT id, parent_id FROM area WHERE id = ${areaId}
      UNION SELECT area.id, area.parent_id FROM area JOIN around ON area.id = around.parent_id)
    SELECT id FROM around WHERE id IN (${join(avoid.areaIds)})`);
  return within !== undefined;
}
