import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Sessions } from '../sessions.js';

const EVERY_SECONDS = 3600;

/** Sessions and links that are over open nothing; once an hour they go. */
@Injectable()
export class SweepIdentity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    jobs: Jobs,
  ) {
    jobs.register({ name: 'identity.sweep', everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  run(): Promise<number> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      const sessions = await tx.run(sql`
        DELETE FROM staff_session WHERE expires_at <= ${now} OR last_used_at <= ${this.sessions.idleSince()}`);
      return sessions + (await tx.run(sql`DELETE FROM staff_link WHERE expires_at <= ${now}`));
    });
  }
}
