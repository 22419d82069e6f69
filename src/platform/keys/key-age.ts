import sql from 'sql-template-tag';
import { millisOf, type Clock, type InstantText } from '../clock.js';
import type { Reader } from '../database/index.js';

export interface KeyAge {
  /** Since when ALONGSIDE_KEY is the key of this database. */
  since: InstantText;
  days: number;
  /** A change has begun and not ended. */
  changing: boolean;
}

/** How old ALONGSIDE_KEY is here; null where nothing was wrapped by it yet. */
export async function keyAge(reader: Reader, clock: Clock): Promise<KeyAge | null> {
  const row = await reader.one<{ since: string | null; open: number }>(sql`
    SELECT COALESCE((SELECT MAX(ended_at) FROM key_change WHERE state = 'DONE'), (SELECT MIN(since) FROM house_secret)) AS since,
      (SELECT CAST(COUNT(*) AS integer) FROM key_change WHERE state <> 'DONE') AS open`);
  if (!row?.since) return null;
  const days = Math.floor((clock.millis() - millisOf(row.since)) / 86_400_000);
  return { since: row.since, days, changing: row.open > 0 };
}
