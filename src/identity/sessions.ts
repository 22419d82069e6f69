import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import sql from 'sql-template-tag';
import { Clock, plusMinutes } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { Actor } from './actor.js';
import type { RoleValue } from './role.js';
import { StaffSession } from './staff-session.entity.js';

/** However busy she is, a session ends after twelve hours. */
const LONGEST_MINUTES = 12 * 60;

/** `__Host-`: only this host, only over TLS, never set by a neighbour. */
export const SESSION_COOKIE = '__Host-alongside';

/** Opaque random tokens; only their hashes are stored. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A new session; the token is told once and stored nowhere. */
  async begin(tx: Transaction, staffId: string): Promise<{ token: string; expiresAt: string }> {
    const token = randomBytes(32).toString('base64url');
    const beganAt = this.clock.now();
    const expiresAt = plusMinutes(beganAt, LONGEST_MINUTES);
    await tx.manager.insert(StaffSession, { tokenHash: hashToken(token), staffId, beganAt, expiresAt });
    return { token, expiresAt };
  }

  async end(tx: Transaction, headers: IncomingHttpHeaders): Promise<void> {
    const token = tokenIn(headers);
    if (token) await tx.run(sql`DELETE FROM staff_session WHERE token_hash = ${hashToken(token)}`);
  }

  /** Whose session the request carries: null where there is none, it is over, or its owner may not work here (any more). */
  async actorOf(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const token = tokenIn(headers);
    if (!token) return null;
    const row = await this.database.one<{
      id: string;
      organization_id: string;
      roles: string;
      answers_for: string | null;
    }>(sql`
      SELECT staff.id, staff.organization_id, staff.roles, staff.answers_for
      FROM staff_session JOIN staff ON staff.id = staff_session.staff_id
      WHERE staff_session.token_hash = ${hashToken(token)} AND staff_session.expires_at > ${this.clock.now()}
        AND staff.active = TRUE AND staff.confirmed_at IS NOT NULL`);
    if (!row) return null;
    const answersFor = row.answers_for === null ? null : (JSON.parse(row.answers_for) as string[] | null);
    return new Actor(row.id, row.organization_id, JSON.parse(row.roles) as RoleValue[], answersFor);
  }
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

function tokenIn(headers: IncomingHttpHeaders): string | null {
  const [scheme, token] = headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return (headers.cookie && parseCookie(headers.cookie)[SESSION_COOKIE]) || null;
}
