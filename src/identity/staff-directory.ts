import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { In } from 'typeorm';
import { Database, type Reader } from '../platform/database/index.js';
import { Staff } from './staff.entity.js';
import { StaffMember, type StaffStateValue } from './staff-member.type.js';

/** What presenters of other features need of a member of staff. */
@Injectable()
export class StaffDirectory {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<StaffMember | null> {
    return (await this.many([id])).get(id) ?? null;
  }

  async many(ids: readonly string[]): Promise<Map<string, StaffMember>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.manager.findBy(Staff, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, presentStaff(row)]));
  }

  /** Which of these organizations have staff who answer here themselves. */
  async answeringHere(organizationIds: readonly string[], reader: Reader = this.database): Promise<Set<string>> {
    if (organizationIds.length === 0) return new Set();
    const rows = await reader.all<{ organization_id: string }>(sql`
      SELECT DISTINCT organization_id FROM staff
      WHERE active = TRUE AND confirmed_at IS NOT NULL AND roles LIKE ${'%"AGENCY"%'}
        AND organization_id IN (${join([...new Set(organizationIds)])})`);
    return new Set(rows.map((row) => row.organization_id));
  }

  /** Who may work with women of this organization now, by name. */
  async caseworkersOf(organizationId: string): Promise<StaffMember[]> {
    const rows = await this.database.manager.findBy(Staff, { organizationId, active: true });
    return rows
      .filter(({ confirmedAt, roles }) => confirmedAt !== null && roles.includes('CASEWORKER'))
      .sort((a, b) => a.displayName.localeCompare(b.displayName) || (a.id < b.id ? -1 : 1))
      .map(presentStaff);
  }

  /** Whether this is somebody of that organization who may work with women now. */
  async isActiveCaseworker(staffId: string, organizationId: string, reader: Reader = this.database): Promise<boolean> {
    const row = await reader.manager.findOneBy(Staff, { id: staffId, organizationId, active: true });
    return row?.confirmedAt !== null && (row?.roles.includes('CASEWORKER') ?? false);
  }
}

/** Of her own organization only; `organizationId` is for the directory, which adds the organization itself. */
export function presentStaff(row: Staff): StaffMember {
  return Object.assign(new StaffMember(), {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    roles: row.roles,
    secondFactor: row.secondFactor,
    active: row.active && row.confirmedAt !== null,
    state: stateOf(row),
    version: row.version ?? 1,
    organizationId: row.organizationId,
  });
}

function stateOf({ active, confirmedAt }: Staff): StaffStateValue {
  if (!active) return 'LEFT';
  return confirmedAt === null ? 'INVITED' : 'WORKING';
}
