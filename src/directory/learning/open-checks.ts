import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock, millisOf, type InstantText } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { attributeFreshness } from '../freshness.js';
import { bumpRevision } from '../search/index.js';
import { TAXONOMY } from '../taxonomy.js';
import { oldestQuarterThatCounts } from './experience.js';
import { REFUTABLE, ROUTINE_CHECKS } from './learning-rules.js';
import { markChanged, openVerification } from './open-verification.js';
import type { VerificationCauseValue } from './verification-task.entity.js';

const BATCH = 500;
const WEEK = 7 * 24 * 60 * 60_000;

/** An answer YES that everybody reads and nobody is checking. */
interface Candidate {
  listing_id: string;
  code: string;
  confirmed_at: InstantText | null;
  last_opened: InstantText | null;
}

/**
 * Answers that are too old to be relied on, and every week a share of those that a refusal could speak against: so many that "being checked" points
 * at no woman. Which ones and when in the week is drawn under the deployment's key: nobody outside can work out what was a routine check. Run
 * however often, one draw opens one task.
 */
@Injectable()
export class OpenChecks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly master: MasterKey,
  ) {}

  /** How many were opened. */
  async run(): Promise<number> {
    const now = this.clock.now();
    await this.#forgetWhatIsOver(now);
    let opened = 0;
    for (let page = await this.#candidates(); page.length > 0; page = await this.#candidates(page.at(-1))) {
      const due = page.flatMap((each) => {
        const cause = this.#causeFor(each, now);
        return cause ? [{ listingId: each.listing_id, attributeCode: each.code, cause, now }] : [];
      });
      if (due.length > 0) opened += await this.#open(due);
    }
    return opened;
  }

  #causeFor(
    { listing_id, code, confirmed_at, last_opened }: Candidate,
    now: InstantText,
  ): VerificationCauseValue | null {
    if (attributeFreshness(TAXONOMY.themeOf(code), confirmed_at, now) === 'STALE') return 'AGE';
    if (!REFUTABLE.has(code)) return null;
    const week = Math.floor(millisOf(now) / WEEK);
    const drawn = this.master.keyedHash('routine check', `${week}\n${listing_id}\n${code}`);
    if (fraction(drawn, 0) >= ROUTINE_CHECKS.shareOfAnswersPerWeek) return null;
    // Some time within the week, not at its beginning: a check in the middle of it would be a refusal.
    const moment = (week + fraction(drawn, 12)) * WEEK;
    const passed = moment <= millisOf(now);
    return passed && (last_opened === null || millisOf(last_opened) < moment) ? 'ROUTINE' : null;
  }

  #candidates(after?: Candidate): Promise<Candidate[]> {
    const { listing_id, code } = after ?? { listing_id: '', code: '' };
    return this.database.all<Candidate>(sql`
      SELECT a.listing_id, a.code, a.confirmed_at, (
        SELECT MAX(t.opened_at) FROM verification_task t WHERE t.listing_id = a.listing_id AND t.attribute_code = a.code
      ) AS last_opened
      FROM listing_attribute a JOIN listing l ON l.id = a.listing_id
      WHERE a.answer = 'YES' AND l.status = 'PUBLISHED' AND (a.listing_id, a.code) > (${listing_id}, ${code})
        AND NOT EXISTS (SELECT 1 FROM verification_task t
          WHERE t.listing_id = a.listing_id AND t.attribute_code = a.code AND t.resolved_at IS NULL)
      ORDER BY a.listing_id, a.code LIMIT ${BATCH}`);
  }

  #open(due: readonly Parameters<typeof openVerification>[1][]): Promise<number> {
    return this.database.write(async (tx) => {
      const revision = await bumpRevision(tx);
      let opened = 0;
      for (const each of due) {
        if (!(await openVerification(tx, each))) continue;
        await markChanged(tx, each.listingId, revision);
        opened += 1;
      }
      return opened;
    });
  }

  /** What no reader needs any more is not kept. Nobody reads a listing otherwise by it, so no search has to know. */
  async #forgetWhatIsOver(now: InstantText): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.run(sql`
        UPDATE verification_task SET old_answer = NULL WHERE old_answer IS NOT NULL AND visible_from <= ${now}`);
      await tx.run(sql`
        DELETE FROM refusal_evidence WHERE quarter < ${oldestQuarterThatCounts(now)} OR cleared_from <= ${now}`);
    });
  }
}

/** 48 bits of a hash as a number from 0 up to 1. */
const fraction = (hex: string, from: number): number => parseInt(hex.slice(from, from + 12), 16) / 2 ** 48;
