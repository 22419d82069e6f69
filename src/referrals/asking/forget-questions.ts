import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { forgetHolds } from '../../directory/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { askedKeptDays } from './asking-times.js';

/**
 * What was asked is forgotten after some days: who asked, what had to be so, the children's ages, notes and holds. What stays is what teaches the
 * directory: which services a place was asked for, how soon, and what it answered.
 */
@Injectable()
export class ForgetQuestions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** How many were forgotten. */
  run(): Promise<number> {
    const before = plusDays(this.clock.now(), -askedKeptDays);
    return this.database.write(async (tx) => {
      await tx.run(sql`
        UPDATE asked_place SET note = NULL, hold_until = NULL, hold_id = NULL WHERE question_id IN (
          SELECT id FROM place_question WHERE asked_by_id IS NOT NULL AND closes_at < ${before})`);
      await forgetHolds(tx, before);
      return tx.run(sql`
        UPDATE place_question SET asked_by_id = NULL, organization_id = NULL, conditions = '[]', children_ages = '[]'
        WHERE asked_by_id IS NOT NULL AND closes_at < ${before}`);
    });
  }
}
