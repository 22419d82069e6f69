import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { AuditTrail, type Act } from './audit-trail.js';

const READINGS = Symbol('readings');

/** Reading what is hers is an act. What one request reads is written down once each, before its answer leaves. */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** Notes a reading for this request; the same reading twice in one request is one entry. */
  note(context: RequestContext, act: Act): void {
    const noted = context.once(READINGS, () => {
      const acts = new Map<string, Act>();
      context.beforeAnswer(() => this.database.write((tx) => this.trail.record(tx, ...acts.values())));
      return acts;
    });
    noted.set(`${act.action} ${act.subjectId}`, act);
  }
}
