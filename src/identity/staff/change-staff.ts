import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt, Refusal } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import type { RoleValue } from '../role.js';
import { Sessions } from '../sessions.js';
import { staffActs } from '../staff-acts.js';
import { Staff } from '../staff.entity.js';
import { LastAdministrator } from './staff-results.type.js';
import { mayGiveRoles, mayManage, problemOfRoles } from './staff.policy.js';

export type StaffOutcome = { kind: 'CHANGED' | 'STALE'; staff: Staff };

interface Which {
  id: string;
  version: number;
}

/** What somebody may do, and whether she works here at all. Whatever changes, her sessions end with it. */
@Injectable()
export class ChangeStaff {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  giveRoles(actor: Actor, which: Which, roles: readonly RoleValue[]): Promise<StaffOutcome> {
    const problem = problemOfRoles(roles);
    if (problem) throw invalidAt('roles', problem);
    if (!mayGiveRoles(actor, roles)) throw forbidden();
    const text = JSON.stringify([...new Set(roles)]);
    return this.#change(actor, which, 'staff.change-roles', sql`roles = ${text}`);
  }

  deactivate(actor: Actor, which: Which): Promise<StaffOutcome> {
    return this.#change(actor, which, 'staff.deactivate', sql`active = FALSE`);
  }

  reactivate(actor: Actor, which: Which): Promise<StaffOutcome> {
    return this.#change(actor, which, 'staff.reactivate', sql`active = TRUE`);
  }

  /** Ends all of somebody's sessions; she may sign in again. Says how many they were. */
  endSessions(actor: Actor, staffId: string): Promise<number> {
    return this.database.write(async (tx) => {
      const staff = await this.#find(tx, actor, staffId);
      const ended = await this.sessions.endAllOf(tx, staff.id);
      await this.trail.record(tx, ...staffActs('staff.end-sessions', actor.staffId, staff));
      return ended;
    });
  }

  #change(actor: Actor, { id, version }: Which, action: string, change: Sql): Promise<StaffOutcome> {
    return this.database.write(async (tx) => {
      const before = await this.#find(tx, actor, id);
      const changed = await tx.run(
        sql`UPDATE staff SET ${change}, version = COALESCE(version, 1) + 1 WHERE id = ${id} AND COALESCE(version, 1) = ${version}`,
      );
      if (changed === 0) return { kind: 'STALE', staff: before };
      // The network's chain is held from here on: of two administrators who remove each other at once, the second finds herself the last.
      await this.trail.record(tx, ...staffActs(action, actor.staffId, before));
      if (before.roles.includes('ADMINISTRATOR') && !(await hasAdministrator(tx)))
        throw new Refusal(lastAdministrator());
      await this.sessions.endAllOf(tx, id);
      return { kind: 'CHANGED', staff: await tx.manager.findOneByOrFail(Staff, { id }) };
    });
  }

  /** Somebody whom she may look after; anybody else is not there. */
  async #find(tx: Transaction, actor: Actor, id: string): Promise<Staff> {
    const staff = await tx.manager.findOneBy(Staff, { id });
    if (!staff || !mayManage(actor, staff)) throw forbidden();
    return staff;
  }
}

async function hasAdministrator(tx: Transaction): Promise<boolean> {
  const one = await tx.one(sql`
    SELECT id FROM staff WHERE active = TRUE AND confirmed_at IS NOT NULL AND roles LIKE ${'%"ADMINISTRATOR"%'} LIMIT 1`);
  return one !== undefined;
}

const lastAdministrator = (): LastAdministrator =>
  Object.assign(new LastAdministrator(), {
    message: 'She is the network’s last administrator: invite another one first.',
  });
