import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import { changed } from '../../platform/changes/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import { Sessions } from '../sessions.js';

export interface OpenSessionRow {
  id: string;
  token_hash: string;
  began_at: string;
  last_used_at: string;
  expires_at: string;
}

/** Where she is signed in. Nothing is kept of the device or the place: it would say where she works. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  /** The latest first. */
  list(actor: Actor): Promise<OpenSessionRow[]> {
    return this.database.all<OpenSessionRow>(sql`
      SELECT id, token_hash, began_at, last_used_at, expires_at FROM staff_session
      WHERE staff_id = ${actor.staffId} AND expires_at > ${this.clock.now()} AND last_used_at > ${this.sessions.idleSince()}
      ORDER BY began_at DESC, id LIMIT 100`);
  }

  /** Another's answers like one that is not there. */
  end(actor: Actor, id: string): Promise<void> {
    return this.database.write(async (tx) => {
      const ended = await tx.run(sql`DELETE FROM staff_session WHERE id = ${id} AND staff_id = ${actor.staffId}`);
      if (ended === 0) throw forbidden();
      await changed(tx, [actor.staffId]);
      await this.#record(tx, actor);
    });
  }

  /** All but the one that is asked from; says how many they were. */
  endOthers(actor: Actor, session: string): Promise<number> {
    return this.database.write(async (tx) => {
      const ended = await this.sessions.endAllOf(tx, actor.staffId, session);
      await this.#record(tx, actor);
      return ended;
    });
  }

  async #record(tx: Transaction, actor: Actor): Promise<void> {
    const { staffId, organizationId } = actor;
    const subject = { subjectType: 'staff', subjectId: staffId };
    await this.trail.record(tx, { chain: organizationId, actorId: staffId, action: 'staff.end-sessions', ...subject });
  }
}
