import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { changed } from '../platform/changes/index.js';
import { Database } from '../platform/database/index.js';
import type { Actor } from './actor.js';
import { Sessions } from './sessions.js';

@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  /** The session that the request carries. */
  from(actor: Actor, headers: IncomingHttpHeaders): Promise<void> {
    return this.database.write(async (tx) => {
      await this.sessions.end(tx, headers);
      await changed(tx, [actor.staffId]);
      await this.trail.record(tx, {
        chain: actor.organizationId,
        actorId: actor.staffId,
        action: 'staff.sign-out',
        subjectType: 'staff',
        subjectId: actor.staffId,
      });
    });
  }
}
