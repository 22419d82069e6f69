import { Injectable } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import sql, { join } from 'sql-template-tag';
import { Client } from '../../clients/index.js';
import { plusDays, type InstantText } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { DateTimeScalar } from '../../platform/graphql/index.js';
import { OPEN_STATUSES } from '../../referrals/index.js';
import { isHeld } from '../holds/legal-holds.js';
import { WRITTEN } from '../nightly/due-records.js';
import { daysOf } from '../retention-classes.js';

/** From when on a night erases a woman's record, as far as it is known now. */
@Injectable()
export class KeptUntilBook {
  constructor(private readonly database: Database) {}

  /** Null while something of hers goes on, or a hold stands. */
  async of(clientId: string): Promise<InstantText | null> {
    if (await isHeld(this.database, clientId)) return null;
    const found = await this.database.one<{ going: number; last: InstantText }>(sql`
      SELECT (SELECT CAST(COUNT(*) AS INTEGER) FROM referral r WHERE r.client_id = c.id
          AND r.status <> 'DRAFT' AND r.status IN (${join([...OPEN_STATUSES])}))
        + (SELECT CAST(COUNT(*) AS INTEGER) FROM plan p WHERE p.client_id = c.id
          AND (p.ended_at IS NULL OR p.in_custody = TRUE)) AS going,
        (SELECT MAX(at) FROM (
          SELECT c.opened_at AS at
          UNION ALL SELECT r.changed_at FROM referral r WHERE r.client_id = c.id
          UNION ALL SELECT p.ended_at FROM plan p WHERE p.client_id = c.id
          UNION ALL SELECT k.given_at FROM consent k WHERE k.client_id = c.id
          UNION ALL SELECT n.planned_at FROM planned_contact n WHERE n.client_id = c.id
          UNION ALL SELECT a.at FROM audit_entry a WHERE a.subject_id = c.id AND a.action IN (${join(WRITTEN)})
        ) done) AS last
      FROM client c WHERE c.id = ${clientId}`);
    return found && found.going === 0 ? plusDays(found.last, daysOf('woman')) : null;
  }
}

/** Beside what she told: whoever holds a Client was let in by `clients`. */
@Resolver(() => Client)
export class ClientKeptUntil {
  constructor(private readonly book: KeptUntilBook) {}

  @ResolveField(() => DateTimeScalar, {
    nullable: true,
    description:
      'From then on a night erases all of her record but counts, unless something is begun or written for her before. Null while a referral or plan goes on, she is in custody, or a legal hold stands.',
  })
  keptUntil(@Parent() client: Client): Promise<string | null> {
    return this.book.of(client.id);
  }
}
