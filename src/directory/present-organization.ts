import type { OrganizationRow } from './organization.entity.js';
import { Organization } from './organization.type.js';

/** Under its own name. The neutral name belongs to referrals, which put it on what a receiver sees of a sender. */
export const presentOrganization = (row: OrganizationRow, answersHere: boolean): Organization =>
  Object.assign(new Organization(), {
    id: row.id,
    name: row.name,
    description: row.description,
    website: row.website,
    answersHere,
    custodial: row.custodial,
    version: row.version ?? 1,
  });
