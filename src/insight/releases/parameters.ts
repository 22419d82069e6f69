import sql from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import { RHO_UNIT } from './noise-scale.js';
import { RELEASE_RULES, type PeriodKind } from './release-rules.js';
import type { WorkloadSize } from './workload.js';

/** The only scope there is: figures of the whole network. */
export const NETWORK_SCOPE = 'network';

export type SizeChoice = WorkloadSize | 'BY_LAST_TOTAL';

/** What an administrator may set; in force for periods that begin after it was decided. */
export interface Parameters {
  size: SizeChoice;
  rho: Record<PeriodKind, number>;
}

export interface HigherCap {
  cap: number;
  because: string;
}

export interface SealAgain {
  releaseId: string;
  incident: string;
}

const USUAL: Parameters = {
  size: 'BY_LAST_TOTAL',
  rho: {
    quarter: RELEASE_RULES.rho.quarter,
    'half-year': RELEASE_RULES.rho['half-year'],
    year: RELEASE_RULES.rho.year,
  },
};

export const unitsOf = (rho: number): number => Math.round(rho * RHO_UNIT);

/** The parameters for a period that begins then; what is decided while it runs, or after it, is for later ones. */
export async function parametersFor(reader: Reader, startsAt: string): Promise<Parameters> {
  const row = await reader.one<{ content: string }>(sql`
    SELECT content FROM release_decision
    WHERE scope = ${NETWORK_SCOPE} AND kind = 'PARAMETERS' AND at <= ${startsAt} ORDER BY at DESC, id DESC LIMIT 1`);
  return row ? (JSON.parse(row.content) as Parameters) : USUAL;
}

/** Higher than usual only where two administrators decided so before the period began. */
export async function capFor(reader: Reader, startsAt: string): Promise<number> {
  const row = await reader.one<{ content: string }>(sql`
    SELECT d.content FROM release_decision d JOIN release_approval a ON a.decision_id = d.id
    WHERE d.scope = ${NETWORK_SCOPE} AND d.kind = 'HIGHER_CAP' AND a.at <= ${startsAt}
    ORDER BY a.at DESC, d.id DESC LIMIT 1`);
  return unitsOf(row ? (JSON.parse(row.content) as HigherCap).cap : RELEASE_RULES.cap.usual);
}

/** Which tables: as set, or small ones where the last release's own noisy total, which everybody may know, was small. No true count is asked. */
export async function sizeFor(reader: Reader, { size }: Parameters, startsAt: string): Promise<WorkloadSize> {
  if (size !== 'BY_LAST_TOTAL') return size;
  const last = await reader.one<{ noisy: number }>(sql`
    SELECT c.noisy FROM release r JOIN release_cell c ON c.release_id = r.id AND c.cube = 'total'
    WHERE r.scope = ${NETWORK_SCOPE} AND r.starts_at < ${startsAt}
    ORDER BY r.starts_at DESC, r.edition DESC, r.sealed_at DESC LIMIT 1`);
  return last !== undefined && last.noisy < RELEASE_RULES.miniUnder ? 'MINI' : 'STANDARD';
}
