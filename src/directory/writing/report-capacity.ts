import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, plusMinutes, type InstantText } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { forbidden, invalidInput } from '../../platform/graphql/index.js';
import type { ListingProblem } from './listing-checks.js';
import { recordAct } from './listing-store.js';
import { ListingCapacityRow, ListingRow } from '../listing.entity.js';
import { speaksAs } from '../listing.policy.js';
import { CAPACITY_HOURS } from '../response-times.js';
import { bumpRevision } from '../search/index.js';

export interface CapacityReport {
  listingId: string;
  placesFree?: number | null;
  familyPlacesFree?: number | null;
  waitlistOpen?: boolean | null;
  validUntil?: InstantText | null;
}

/** The last word on places free. It counts for hours, so that nobody is sent to a bed that was free the day before. */
@Injectable()
export class ReportCapacity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** The whole word is replaced: what is not said now is not known any more. The listing's version stays, so that nobody's editing is disturbed. */
  async write(actor: Actor, report: CapacityReport): Promise<string> {
    return this.database.write(async (tx) => {
      const row = await tx.manager.findOneBy(ListingRow, { id: report.listingId });
      const source = row && speaksAs(actor, row);
      if (!source) throw forbidden();
      const now = this.clock.now();
      const hours = CAPACITY[row.services.some((code) => SHELTERS.includes(code)) ? 'shelter' : 'other'];
      const problems = problemsInReport(report, now, hours.longest);
      if (problems.length > 0) throw invalidInput(problems);
      const said = {
        listingId: row.id,
        placesFree: report.placesFree ?? null,
        familyPlacesFree: report.familyPlacesFree ?? null,
        waitlistOpen: report.waitlistOpen ?? null,
        saidAt: now,
        saidBy: source,
        validUntil: report.validUntil ?? plusMinutes(now, hours.usual * 60),
      };
      await tx.manager.update(ListingRow, { id: row.id }, { revision: await bumpRevision(tx) });
      await tx.manager.upsert(ListingCapacityRow, said, ['listingId']);
      await recordAct(this.trail, tx, { actor, source }, 'listing.report-capacity', row.id);
      return row.id;
    });
  }
}

/** Where beds turn over within hours. */
const SHELTERS = ['shelter', 'night-shelter'];

/** For how many hours it counts where nobody says until when, and how far ahead anybody can know. */
const CAPACITY = {
  shelter: { usual: CAPACITY_HOURS.shelter, longest: 24 },
  other: { usual: CAPACITY_HOURS.other, longest: 72 },
};

function problemsInReport(report: CapacityReport, now: InstantText, longestHours: number): ListingProblem[] {
  const { placesFree, familyPlacesFree, waitlistOpen, validUntil } = report;
  const problems: ListingProblem[] = [];
  if ([placesFree, familyPlacesFree, waitlistOpen].every((said) => (said ?? null) === null))
    problems.push({ path: 'placesFree', message: 'Say how many places are free, or whether one can wait for one.' });
  if ((placesFree ?? 0) < 0) problems.push({ path: 'placesFree', message: 'Give a number from 0 up.' });
  if ((familyPlacesFree ?? 0) < 0) problems.push({ path: 'familyPlacesFree', message: 'Give a number from 0 up.' });
  if (validUntil && (validUntil <= now || validUntil > plusMinutes(now, longestHours * 60)))
    problems.push({ path: 'validUntil', message: `Give a time ahead, ${longestHours} hours at most.` });
  return problems;
}
