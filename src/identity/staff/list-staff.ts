import { Injectable } from '@nestjs/common';
import sql, { empty, join } from 'sql-template-tag';
import { Database } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';

export interface StaffPage {
  ids: string[];
  hasNextPage: boolean;
}

/** Whom an administrator or a manager looks after. */
@Injectable()
export class ListStaff {
  constructor(private readonly database: Database) {}

  /** By e-mail address. A manager's are her own organization's; another's answers like one that does not exist. */
  async list(
    actor: Actor,
    organizationId: string | null,
    { size, after }: { size: number; after: string | null },
  ): Promise<StaffPage> {
    const where = actor.is('ADMINISTRATOR') ? organizationId : actor.organizationId;
    if (organizationId !== null && where !== organizationId) throw forbidden();
    const conditions = [
      where === null ? empty : sql`organization_id = ${where}`,
      after === null ? empty : sql`email > ${after}`,
    ].filter((each) => each !== empty);
    const rows = await this.database.all<{ id: string }>(sql`
      SELECT id FROM staff ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : empty}
      ORDER BY email LIMIT ${size + 1}`);
    return { ids: rows.slice(0, size).map(({ id }) => id), hasNextPage: rows.length > size };
  }
}
