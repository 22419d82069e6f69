import type { Actor } from '../actor.js';
import type { RoleValue } from '../role.js';

interface Member {
  id: string;
  organizationId: string;
  roles: readonly RoleValue[];
}

/** Administrators look after everybody, a manager after her own organization's staff: never above her own, and nobody after herself. */
export const mayManage = (actor: Actor, member: Member): boolean =>
  actor.staffId !== member.id &&
  (actor.is('ADMINISTRATOR') || (actor.is('MANAGER') && actor.worksAt(member.organizationId) && belowNetwork(member)));

/** Whom she may make somebody at that organization. */
export const mayInvite = (actor: Actor, asked: Pick<Member, 'organizationId' | 'roles'>): boolean =>
  actor.is('ADMINISTRATOR') || (actor.is('MANAGER') && actor.worksAt(asked.organizationId) && belowNetwork(asked));

export const mayGiveRoles = (actor: Actor, roles: readonly RoleValue[]): boolean =>
  actor.is('ADMINISTRATOR') || belowNetwork({ roles });

const belowNetwork = ({ roles }: Pick<Member, 'roles'>): boolean => !roles.includes('ADMINISTRATOR');

/** What is wrong with these roles together; null where nothing is. Who runs the network sees no woman, so she works with none. */
export function problemOfRoles(roles: readonly RoleValue[]): string | null {
  if (roles.length === 0) return 'Give at least one role.';
  if (roles.includes('ADMINISTRATOR') && new Set(roles).size > 1)
    return 'An administrator sees no client and no referral: this role stands alone.';
  return null;
}
