import type { INestApplicationContext } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditVerifier, Checkpoints, missingGuards, TrailNotAsSigned, type VerifiedChain } from '../../audit/index.js';
import type { Database } from '../../platform/database/index.js';
import { say } from '../../platform/terminal.js';

export const TRAIL_USAGE = [
  'npm run admin -- checkpoint                       signs how far the audit trail has come, beside the database',
  'npm run admin -- checkpoint after-restore         signs that a restored trail ends earlier by right',
  'npm run admin -- verify-audit                     computes the whole trail anew; ends with 1 where somebody was at it',
];

/** Signs what is not signed yet. */
export async function checkpoint(house: INestApplicationContext, afterRestore: boolean): Promise<number> {
  const checkpoints = house.get(Checkpoints, { strict: false });
  if (afterRestore)
    for (const { chain, signed, accepted } of await checkpoints.acceptRestored())
      say(
        `${chain}: ${signed} entries were signed, ${accepted} of them are there. It ends there by right from now on.`,
      );
  try {
    say(`${await checkpoints.write()} entries were signed.`);
    return 0;
  } catch (error) {
    if (!(error instanceof TrailNotAsSigned)) throw error;
    say(error.message);
    say('See: npm run admin -- verify-audit');
    return 1;
  }
}

/** Holds every chain against its own hashes and the checkpoints, and says of each what was found. */
export async function verifyAudit(database: Database, house: INestApplicationContext): Promise<number> {
  const { chains, problems, unknown } = await house.get(AuditVerifier, { strict: false }).verifyAll();
  const organizations = await database.all<{ id: string; name: string }>(sql`SELECT id, name FROM organization`);
  const names = new Map(organizations.map(({ id, name }) => [id, name]));
  for (const each of chains) say(`${names.get(each.chain) ?? each.chain}: ${inWords(each)}`);
  for (const problem of problems) say(`Checkpoints: ${problem}`);
  for (const file of unknown)
    say(`Checkpoints: ${file} was signed with another key, which this one does not vouch for; it counts for nothing.`);
  const guards = await missingGuards(database);
  for (const guard of guards)
    say(`Database: it no longer refuses change: the trigger ${guard} is gone or switched off.`);
  const isWhole = chains.every(({ intact }) => intact) && problems.length === 0;
  say(isWhole ? 'The trail is as it was written.' : 'THE TRAIL IS NOT AS IT WAS WRITTEN.');
  return isWhole && guards.length === 0 ? 0 : 1;
}

function inWords({ finding, entries, signedEntries, lastCheckpointAt }: VerifiedChain): string {
  const signed = lastCheckpointAt ? `signed up to ${signedEntries}, last at ${lastCheckpointAt}` : 'not signed yet';
  return `${finding ?? `${entries} entries, intact`} (${signed})`;
}
