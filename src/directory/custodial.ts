import sql, { join } from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';

/** Of these organizations, those that hold people. */
export async function custodialAmong(reader: Reader, organizationIds: readonly string[]): Promise<Set<string>> {
  if (organizationIds.length === 0) return new Set();
  const rows = await reader.all<{ id: string }>(sql`
    SELECT id FROM organization WHERE custodial = TRUE AND id IN (${join([...new Set(organizationIds)])})`);
  return new Set(rows.map(({ id }) => id));
}

/** All of them, by name. */
export async function custodialOrganizationIds(reader: Reader): Promise<string[]> {
  const rows = await reader.all<{ id: string }>(
    sql`SELECT id FROM organization WHERE custodial = TRUE ORDER BY LOWER(name), id LIMIT 100`,
  );
  return rows.map(({ id }) => id);
}
