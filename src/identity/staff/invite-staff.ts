import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import type { Actor } from '../actor.js';
import { RULES } from '../identity-rules.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import type { RoleValue } from '../role.js';
import { staffActs } from '../staff-acts.js';
import { Staff } from '../staff.entity.js';
import { mayInvite, mayManage, problemOfRoles } from './staff.policy.js';

export interface Invitation {
  email: string;
  displayName: string | null;
  roles: RoleValue[];
  organizationId: string;
}

export interface Invited {
  staff: Staff;
  /** Told once: only its hash is kept. */
  link: string;
  expiresAt: string;
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

@Injectable()
export class InviteStaff {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Somebody new, who may do nothing until she has used the link. Somebody who was invited and has not answered gets a new link in place of the old
   * one: so a lost answer is mended by asking again. `actor` is null at the server's console.
   */
  async invite(actor: Actor | null, invitation: Invitation): Promise<Invited> {
    const email = invitation.email.trim().toLowerCase();
    if (actor && !mayInvite(actor, invitation)) throw forbidden();
    if (!ADDRESS.test(email)) throw invalidAt('email', 'This is not an e-mail address.');
    const problem = problemOfRoles(invitation.roles);
    if (problem) throw invalidAt('roles', problem);
    return this.database.write(async (tx) => {
      const organization = sql`SELECT id FROM organization WHERE id = ${invitation.organizationId}`;
      if (!(await tx.one(organization))) throw forbidden();
      const staff = await this.#place(tx, actor, { ...invitation, email });
      const expiresAt = plusDays(this.clock.now(), RULES.links.invitationDays);
      const link = await this.links.invite(tx, { staffId: staff.id, askedById: actor?.staffId ?? null, expiresAt });
      await this.trail.record(tx, ...staffActs('staff.invite', actor?.staffId ?? null, staff));
      return { staff, link, expiresAt };
    });
  }

  async #place(tx: Transaction, actor: Actor | null, invitation: Invitation): Promise<Staff> {
    const { email, organizationId } = invitation;
    const known = await tx.manager.findOneBy(Staff, { email });
    const [roles, displayName] = [[...new Set(invitation.roles)], invitation.displayName?.trim() || nameIn(email)];
    if (!known) {
      const staff = tx.manager.create(Staff, {
        ...{ id: newId(), email, displayName, organizationId, roles, answersFor: null, passwordHash: '' },
        ...{ active: true, confirmedAt: null, secondFactor: false, version: 1, demoSince: null },
        createdAt: this.clock.now(),
      });
      await tx.manager.insert(Staff, staff);
      return staff;
    }
    const mayReplace = known.confirmedAt === null && (!actor || mayManage(actor, known));
    if (!mayReplace) throw invalidAt('email', 'This address cannot be invited: somebody has it already.');
    const changed = { organizationId, roles, displayName, active: true };
    await tx.run(sql`
      UPDATE staff SET organization_id = ${organizationId}, roles = ${JSON.stringify(roles)}, display_name = ${displayName},
        active = TRUE, version = COALESCE(version, 1) + 1
      WHERE id = ${known.id} AND confirmed_at IS NULL`);
    return Object.assign(known, changed, { version: (known.version ?? 1) + 1 });
  }
}

/** Until she says how she is called. */
const nameIn = (email: string): string => email.split('@', 1).join('');
