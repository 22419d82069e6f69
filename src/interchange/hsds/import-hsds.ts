import type { AuditTrail } from '../../audit/index.js';
import { NETWORK_CHAIN } from '../../audit/index.js';
import { saveImported, type ImportReport } from '../../directory/index.js';
import type { Clock } from '../../platform/clock.js';
import type { Database, Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { ReadResult } from './source-records.js';

/** Carries a rehearsal's counts out of the transaction that is rolled back. */
class Rehearsed extends Error {
  constructor(readonly report: ImportReport) {
    super('a rehearsal');
  }
}

/**
 * Brings what was read into the directory, whole or not at all. The same source read again doubles nothing. With `dryRun` all is done and
 * counted, and then nothing is kept. `actorId` is who started it; null: whoever runs the command.
 */
export async function importHsds(
  ground: { database: Database; clock: Clock; trail: AuditTrail },
  read: ReadResult,
  { dryRun, actorId = null }: { dryRun: boolean; actorId?: string | null },
): Promise<ImportReport> {
  try {
    return await ground.database.write(async (tx) => {
      const report = await save(tx, read, ground.clock.now());
      if (dryRun) throw new Rehearsed(report);
      const act = { chain: NETWORK_CHAIN, actorId, action: 'directory.import', subjectType: 'import' };
      await ground.trail.record(tx, { ...act, subjectId: newId(), purpose: read.source });
      return report;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.report;
    throw error;
  }
}

const save = (tx: Transaction, read: ReadResult, now: string): Promise<ImportReport> =>
  saveImported(
    tx,
    {
      organizations: read.organizations.map(({ identity, name, description, website }) => ({
        sourceIdentity: identity,
        name,
        description,
        website,
      })),
      listings: read.listings.map(({ identity, organizationIdentity, facts, lastAssuredAt }) => ({
        sourceIdentity: identity,
        organizationIdentity,
        facts,
        lastConfirmedAt: lastAssuredAt,
      })),
    },
    now,
  );
