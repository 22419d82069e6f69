import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { needsOfQuestion, UnmetNeeds } from '../../directory/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';

interface RawQuestion {
  services: string;
  conditions: string;
  children_ages: string;
  asked_at: string;
}

/**
 * Questions to places whose time is over and to which nobody said yes, not even on a condition: what was needed is unmet need of the day on which it
 * was asked. Each is noted again until its details are forgotten, and is one row however often.
 */
@Injectable()
export class UnmetQuestions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly unmet: UnmetNeeds,
  ) {}

  /** How many needs nobody had noted before, from wherever. */
  async run(): Promise<number> {
    const questions = await this.database.all<RawQuestion>(sql`
      SELECT q.services, q.conditions, q.children_ages, q.asked_at FROM place_question q
      WHERE q.asked_by_id IS NOT NULL AND q.settled_on IS NULL AND q.closes_at <= ${this.clock.now()}
        AND NOT EXISTS (
          SELECT 1 FROM asked_place p WHERE p.question_id = q.id AND p.answer IN ('YES', 'CONDITIONAL'))`);
    for (const { services, conditions, children_ages, asked_at } of questions) {
      const needs = needsOfQuestion({
        services: JSON.parse(services) as string[],
        conditions: JSON.parse(conditions) as string[],
        childrenAges: JSON.parse(children_ages) as number[],
      });
      this.unmet.note(needs, asked_at);
    }
    return this.unmet.run();
  }
}
