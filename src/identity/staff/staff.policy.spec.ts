import { Actor } from '../actor.js';
import type { RoleValue } from '../role.js';
import { mayGiveRoles, mayInvite, mayManage, problemOfRoles } from './staff.policy.js';

const actor = (role: RoleValue, id = 'she', at = 'here') => new Actor(id, at, [role]);
const member = (roles: RoleValue[], organizationId = 'here', id = 'somebody') => ({ id, organizationId, roles });

describe('who looks after whom', () => {
  it.each<[RoleValue, ReturnType<typeof member>, boolean]>([
    ['ADMINISTRATOR', member(['CASEWORKER'], 'elsewhere'), true],
    ['ADMINISTRATOR', member(['ADMINISTRATOR'], 'elsewhere'), true],
    ['ADMINISTRATOR', member(['ADMINISTRATOR'], 'here', 'she'), false],
    ['MANAGER', member(['CASEWORKER', 'AGENCY']), true],
    ['MANAGER', member(['MANAGER']), true],
    ['MANAGER', member(['MANAGER'], 'here', 'she'), false],
    ['MANAGER', member(['ADMINISTRATOR']), false],
    ['MANAGER', member(['CASEWORKER'], 'elsewhere'), false],
    ['CASEWORKER', member(['CASEWORKER']), false],
    ['AGENCY', member(['AGENCY']), false],
    ['ANALYST', member(['ANALYST']), false],
  ])('%s and %j: %s', (role, somebody, may) => {
    expect(mayManage(actor(role), somebody)).toBe(may);
    if (somebody.id !== 'she') expect(mayInvite(actor(role), somebody)).toBe(may);
  });

  it('a manager raises nobody above herself', () => {
    expect(mayGiveRoles(actor('MANAGER'), ['MANAGER', 'CASEWORKER'])).toBe(true);
    expect(mayGiveRoles(actor('MANAGER'), ['ADMINISTRATOR'])).toBe(false);
    expect(mayGiveRoles(actor('ADMINISTRATOR'), ['ADMINISTRATOR'])).toBe(true);
  });

  it('an administrator sees no woman, so the role stands alone', () => {
    expect(problemOfRoles(['ADMINISTRATOR'])).toBeNull();
    expect(problemOfRoles(['CASEWORKER', 'AGENCY', 'MANAGER'])).toBeNull();
    expect(problemOfRoles([])).not.toBeNull();
    for (const role of ['CASEWORKER', 'AGENCY', 'MANAGER', 'ANALYST'] as const)
      expect(problemOfRoles(['ADMINISTRATOR', role])).not.toBeNull();
  });
});
