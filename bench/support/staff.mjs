import { randomBytes } from 'node:crypto';
import { house } from './house.mjs';

/** One password for all accounts of a run; hashing it is slow on purpose, so it is done once. */
export const PASSWORD = randomBytes(18).toString('base64url');
let hashed;

/** Adds staff who may work at once: `{ email, organizationId, roles }` each. */
export async function addStaff(tx, people) {
  const { hashPassword, Staff } = await house('identity/index.js');
  const { newId } = await house('platform/ids.js');
  hashed ??= hashPassword(PASSWORD);
  const now = new Date().toISOString();
  const rows = people.map((each) => ({
    ...each,
    id: newId(),
    displayName: each.email,
    answersFor: null,
    active: true,
    confirmedAt: now,
    secondFactor: false,
    createdAt: now,
  }));
  for (const row of rows) await tx.manager.insert(Staff, { ...row, passwordHash: await hashed });
}

/** An organization with nothing in it, and one caseworker. Answers with her account. */
export async function addCaseworker(database) {
  const { saveImported } = await house('directory/index.js');
  const email = 'caseworker@bench.example';
  await database.write(async (tx) => {
    const organization = { sourceIdentity: 'bench:caseworkers', name: 'Caseworkers', description: null, website: null };
    const { organizationIds } = await saveImported(
      tx,
      { organizations: [organization], listings: [] },
      new Date().toISOString(),
    );
    const organizationId = organizationIds.get(organization.sourceIdentity);
    await addStaff(tx, [{ email, organizationId, roles: ['CASEWORKER'] }]);
  });
  return { email, password: PASSWORD };
}
