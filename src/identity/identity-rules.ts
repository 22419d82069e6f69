import { readSeed } from '../platform/seeds.js';
import type { Allowance } from '../platform/throttle/index.js';
import type { RoleValue } from './role.js';

interface IdentityRules {
  sessions: { idleMinutes: number; longestMinutes: number; notedEverySeconds: number };
  changes: { perSession: number; inAll: number; keepAliveSeconds: number };
  passwords: { shortest: number; longest: number };
  hashing: { atMostAtOnce: number; waiting: number; busyRetrySeconds: number };
  secondFactor: { requiredFor: RoleValue[]; driftSeconds: number; enrolmentMinutes: number; recoveryCodes: number };
  links: { invitationDays: number; recoveryWaitsDays: number; recoveryLinkHours: number };
  guesses: Record<GuessKind, Allowance>;
}

/** What is guessed at, in the order in which counters are taken. */
export type GuessKind =
  'signIn.address' | 'signIn.account' | 'signIn.accountHere' | 'signIn.knownHere' | 'credential' | 'link' | LookUp;

/** Look-ups whose key is a secret: answered, and slowed. */
export type LookUp = 'clientByPassphrase' | 'clientByCode' | 'referralByCode';

/** Times, sizes and limits of signing in. */
export const RULES: IdentityRules = readSeed<IdentityRules>('identity.json');
