import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import sql, { empty } from 'sql-template-tag';
import { AuditVerifier, NETWORK_CHAIN, Readings } from '../audit/index.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, invalidAt, pageInfoOf, pageSize, positionOf, WEIGHT } from '../platform/graphql/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import type { Actor } from './actor.js';
import { AuditConnection, AuditEdge, AuditEntry, AuditVerification } from './audit-trail.type.js';
import { Allow, By, InRequest } from './policy.js';
import { StaffDirectory } from './staff-directory.js';

interface EntryRow {
  id: string;
  position: number;
  at: string;
  actor_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  purpose: string | null;
  hash: string;
}

/** A manager reads her own organization's trail; an administrator the network's (directory and staff acts). */
@Resolver()
export class AuditTrailResolver {
  constructor(
    private readonly database: Database,
    private readonly verifier: AuditVerifier,
    private readonly readings: Readings,
    private readonly staff: StaffDirectory,
  ) {}

  @Query(() => AuditConnection, {
    description:
      'The trail of the reader’s own organization, newest first; reading it is an entry too. Administrators read the network’s.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async auditTrail(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('subjectId', { type: () => ID, nullable: true }) subjectId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
  ): Promise<AuditConnection> {
    const chain = chainOf(actor);
    const size = pageSize(first, 50);
    const before = after !== null ? placeIn(after) : null;
    const rows = await this.database.all<EntryRow>(sql`
      SELECT id, position, at, actor_id, action, subject_type, subject_id, purpose, hash FROM audit_entry
      WHERE chain = ${chain} ${subjectId ? sql`AND subject_id = ${subjectId}` : empty}
        ${before === null ? empty : sql`AND position < ${before}`}
      ORDER BY position DESC LIMIT ${size + 1}`);
    this.readings.note(context, {
      chain,
      actorId: actor.staffId,
      action: 'audit.read',
      subjectType: 'audit-trail',
      subjectId: subjectId ?? chain,
    });
    return this.#connection(rows.slice(0, size), rows.length > size, after !== null);
  }

  @Query(() => AuditVerification, {
    complexity: WEIGHT.heaviest,
    description:
      'Walks the whole chain, holds it against the signed checkpoints outside the database, and names the first entry that is not as it was written.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async verifyAuditTrail(@By() actor: Actor): Promise<AuditVerification> {
    return Object.assign(new AuditVerification(), await this.verifier.verify(chainOf(actor)));
  }

  async #connection(rows: EntryRow[], hasNextPage: boolean, hasPreviousPage: boolean): Promise<AuditConnection> {
    const actors = await this.staff.many(rows.flatMap((row) => row.actor_id ?? []));
    const edges = rows.map((row) =>
      Object.assign(new AuditEdge(), {
        cursor: cursorOf([row.position]),
        node: Object.assign(new AuditEntry(), {
          id: row.id,
          at: row.at,
          actor: (row.actor_id && actors.get(row.actor_id)) || null,
          action: row.action,
          subjectType: row.subject_type,
          subjectId: row.subject_id,
          purpose: row.purpose,
          hash: row.hash,
        }),
      }),
    );
    return Object.assign(new AuditConnection(), { edges, pageInfo: pageInfoOf(edges, hasNextPage, hasPreviousPage) });
  }
}

function placeIn(cursor: string): number {
  const [place] = positionOf(cursor, 1);
  if (typeof place !== 'number' || !Number.isInteger(place) || Math.abs(place) > LARGEST_INTEGER)
    throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
  return place;
}

/** Of a column. */
const LARGEST_INTEGER = 2 ** 31 - 1;

const chainOf = (actor: Actor): string => (actor.is('MANAGER') ? actor.organizationId : NETWORK_CHAIN);
