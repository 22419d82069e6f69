import type { Settings } from '../../platform/config.js';
import { RULES } from '../identity-rules.js';
import type { RoleValue } from '../role.js';

/** Whose role needs an authenticator and who has none yet may only enrol one. The invented network's accounts are exempt, outside production. */
export function mustEnrol(
  member: { roles: readonly RoleValue[]; secondFactor: boolean; demoSince: string | null },
  { production }: Pick<Settings, 'production'>,
): boolean {
  if (member.secondFactor || (member.demoSince !== null && !production)) return false;
  return RULES.secondFactor.requiredFor.some((role) => member.roles.includes(role));
}
