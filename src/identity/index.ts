export * from './actor.js';
export { ActorOfRequest } from './actor-of-request.js';
export * from './graphql-types.js';
export { Slowed } from './guessing/slowed.interceptor.js';
export * from './identity.module.js';
export * from './links/staff-link.entity.js';
export { hashPassword } from './passwords/passwords.js';
export {
  ALL_BUT_TEAM,
  WHILE_IT_IS_SHARED,
  CarriesHer,
  CarriesNobody,
  EVERY_SIDE,
  For,
  LeadsToHer,
  lookedAtFrom,
  type Side,
} from './her-policy.js';
export * from './policy.js';
export * from './policy.scan.js';
export * from './second-factor/second-factor.entity.js';
export { AskRecovery } from './recovery/ask-recovery.js';
export { DecideRecovery } from './recovery/decide-recovery.js';
export * from './staff.entity.js';
export { InviteStaff } from './staff/invite-staff.js';
export * from './staff-directory.js';
export * from './staff-session.entity.js';
