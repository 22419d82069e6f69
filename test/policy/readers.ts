import { createHash, randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { Staff, StaffSession, type RoleValue } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids.js';
import type { TestApp } from '../support/app.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  CLINIC,
  COLLEAGUE,
  REFUGE,
  REFUGE_MANAGER,
} from '../support/journey.js';
import type { OrganizationKey } from '../support/network.js';

/** A caseworker, a manager who said why they look at her; somebody who left, somebody who has not come yet. */
export const WITH_PURPOSE = 'purpose@riverside.example';
export const MANAGER_WITH_PURPOSE = 'manager-purpose@riverside.example';
export const SECOND_ADMINISTRATOR = 'second-administrator@network.example';
export const DEACTIVATED = 'gone@riverside.example';
export const UNCONFIRMED = 'invited@riverside.example';

/**
 * The kinds of reader, in the order of the letters of the tables: who is nobody here; her worker's own organization; those she was sent to (each has a
 * referral of hers of their own, so that "before" and "after" are asked at once); everybody else.
 */
export const READERS = {
  anonymous: null,
  deactivated: DEACTIVATED,
  unconfirmed: UNCONFIRMED,

  ownCaseworker: CASEWORKER,
  colleague: COLLEAGUE,
  colleagueWithPurpose: WITH_PURPOSE,
  manager: 'manager@riverside.example',
  managerWithPurpose: MANAGER_WITH_PURPOSE,

  receiverBefore: CLINIC,
  receiverAfter: REFUGE,
  receiverAfterWithdrawal: BRIGID,
  receiverManager: REFUGE_MANAGER,

  anotherAgency: CITY_SHELTER,
  anotherCaseworker: ANOTHER_NETWORKER,
  administrator: 'administrator@network.example',
  analyst: 'analyst@funder.example',
} as const satisfies Record<string, string | null>;
export type ReaderKind = keyof typeof READERS;
export const READER_KINDS = Object.keys(READERS) as ReaderKind[];

/** How many letters stand together in a row of a table. */
const GROUPS = [3, 5, 4, 4];

/** A row of a table as it is written: a letter a reader, in groups. */
export function rowOf(letters: ReadonlyMap<ReaderKind, string>, none: string): string {
  const all = READER_KINDS.map((kind) => letters.get(kind) ?? none);
  return GROUPS.map((size) => all.splice(0, size).join('')).join(' ');
}

const JOINING: Record<string, { organization: OrganizationKey; roles: RoleValue[]; confirmed?: boolean }> = {
  [WITH_PURPOSE]: { organization: 'riverside', roles: ['CASEWORKER'] },
  [MANAGER_WITH_PURPOSE]: { organization: 'riverside', roles: ['MANAGER'] },
  [SECOND_ADMINISTRATOR]: { organization: 'network', roles: ['ADMINISTRATOR'] },
  [DEACTIVATED]: { organization: 'riverside', roles: ['CASEWORKER'] },
  // All that one can be, so that nothing but not having confirmed keeps her out.
  [UNCONFIRMED]: {
    organization: 'riverside',
    roles: ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR'],
    confirmed: false,
  },
};

/** The readers whom the small network does not have. */
export async function putReaders({ database, network, clock }: TestApp): Promise<void> {
  const now = clock.now();
  await database.write(async (tx) => {
    const known = await tx.manager.findOneByOrFail(Staff, { id: network.staff[CASEWORKER] });
    for (const [email, { organization, roles, confirmed = true }] of Object.entries(JOINING)) {
      const id = newId();
      network.staff[email] = id;
      await tx.manager.insert(Staff, {
        ...{ id, email, displayName: email, organizationId: network.organizations[organization], roles },
        ...{ answersFor: null, passwordHash: known.passwordHash, active: true, secondFactor: false },
        ...{ confirmedAt: confirmed ? now : null, createdAt: now, demoSince: now },
      });
    }
  });
}

/** Her account is closed; what she may have kept is a session, and nothing that ends it here but that she is no longer active. */
export const leaves = (app: TestApp, email: string): Promise<number> =>
  app.database.write((tx) => tx.run(sql`UPDATE staff SET active = FALSE WHERE email = ${email}`));

export interface ForgedSession {
  id: string;
  token: string;
}

/** A session that nobody signed in for: as one that an error somewhere else left open. */
export async function forgeSession({ database, network, clock }: TestApp, email: string): Promise<ForgedSession> {
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const expiresAt = new Date(clock.millis() + 8 * 3_600_000).toISOString();
  const times = { beganAt: clock.now(), lastUsedAt: clock.now(), expiresAt };
  await database.write((tx) =>
    tx.manager.insert(StaffSession, { id, tokenHash, staffId: network.staff[email] ?? '', ...times }),
  );
  return { id, token };
}
