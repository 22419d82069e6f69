import { randomInt } from 'node:crypto';
import { hashPassword } from '../../identity/index.js';
import type { Secret } from '../../platform/secrets/index.js';
import type { DemoSeeds } from './demo-seeds.js';

/** Easy to read and to type: no look-alikes, no capitals. Twenty symbols of 31 are 99 bits. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

export interface DemoPassword {
  text: string;
  /** Made here, so that it must be said; one that was set is known to who set it, and is never printed. */
  made: boolean;
}

export function demoPassword(set: Secret | null): DemoPassword {
  if (set) return { text: set.reveal(), made: false };
  const group = () => Array.from({ length: GROUP_LENGTH }, () => SYMBOLS.charAt(randomInt(SYMBOLS.length))).join('');
  return { text: Array.from({ length: GROUPS }, group).join('-'), made: true };
}

/** One password, but a hash for each: equal hashes would say so. */
export async function hashForEach({ staff }: DemoSeeds, password: DemoPassword): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(staff.map(async ({ email }) => [email, await hashPassword(password.text)] as const)),
  );
}

/** Who can sign in now, and with what: said once, here. */
export function accountLines({ staff, organizations }: DemoSeeds, password: DemoPassword): string[] {
  const nameOf = new Map(organizations.map(({ key, name }) => [key, name]));
  const [email, roles] = [width(staff.map((each) => each.email)), width(staff.map((each) => each.roles.join(' ')))];
  return [
    '',
    'Demo accounts',
    ...staff.map(
      (each) =>
        `  ${each.email.padEnd(email)}  ${each.roles.join(' ').padEnd(roles)}  ${nameOf.get(each.organization) ?? ''}`,
    ),
    password.made
      ? `Their password, said only now: ${password.text}`
      : 'Their password is the one that you set in DEMO_PASSWORD.',
    '',
  ];
}

const width = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
