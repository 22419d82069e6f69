import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { changed } from '../platform/changes/index.js';
import { Clock, instantText, plusMinutes } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { sessionTokenIn } from '../platform/http/index.js';
import { newId } from '../platform/ids.js';
import { SETTINGS } from '../platform/settings.js';
import { Actor } from './actor.js';
import { RULES } from './identity-rules.js';
import { hashOf, newToken } from './one-time-secret.js';
import type { RoleValue } from './role.js';
import { mustEnrol } from './second-factor/must-enrol.js';
import { StaffSession } from './staff-session.entity.js';

const { idleMinutes, longestMinutes, notedEverySeconds } = RULES.sessions;

interface SessionRow {
  id: string;
  organization_id: string;
  roles: string;
  answers_for: string | null;
  second_factor: boolean | number;
  demo_since: string | null;
  last_used_at: string;
}

/** Opaque random tokens; only their hashes are stored. A session ends when it lies idle, and after a shift in any case. */
@Injectable()
export class Sessions implements OnApplicationShutdown {
  /** Last uses that are being written down: nobody waits for these but the same session's next question. */
  readonly #noting = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#noting.values());
  }

  /** A new session; the token is told once and stored nowhere. */
  async begin(tx: Transaction, staffId: string): Promise<{ token: string; expiresAt: string }> {
    const token = newToken();
    const beganAt = this.clock.now();
    const expiresAt = plusMinutes(beganAt, longestMinutes);
    const row = { id: newId(), tokenHash: hashOf(token), staffId, beganAt, lastUsedAt: beganAt, expiresAt };
    await tx.manager.insert(StaffSession, row);
    return { token, expiresAt };
  }

  /** The one that the request carries. */
  async end(tx: Transaction, headers: IncomingHttpHeaders): Promise<void> {
    await tx.run(sql`DELETE FROM staff_session WHERE token_hash = ${tokenHashIn(headers)}`);
  }

  /** All of hers, at once; `except` is the one that stays. Says how many were open until now. */
  async endAllOf(tx: Transaction, staffId: string, except: string | null = null): Promise<number> {
    const hers = sql`staff_id = ${staffId} ${except === null ? empty : sql`AND token_hash <> ${except}`}`;
    const open = sql`expires_at > ${this.clock.now()} AND last_used_at > ${this.idleSince()}`;
    const ended = await tx.run(sql`DELETE FROM staff_session WHERE ${hers} AND ${open}`);
    await tx.run(sql`DELETE FROM staff_session WHERE ${hers}`);
    await changed(tx, [staffId]);
    return ended;
  }

  /** Whose session the request carries, which counts as a use of it unless `uses` says no: null where there is none, it is over, or its owner may not work here (any more). */
  async actorOf(headers: IncomingHttpHeaders, { uses = true } = {}): Promise<Actor | null> {
    const tokenHash = tokenHashIn(headers);
    if (!tokenHash) return null;
    await this.#noting.get(tokenHash);
    const row = await this.database.one<SessionRow>(sql`
      SELECT staff.id, staff.organization_id, staff.roles, staff.answers_for, staff.second_factor, staff.demo_since, staff_session.last_used_at
      FROM staff_session JOIN staff ON staff.id = staff_session.staff_id
      WHERE staff_session.token_hash = ${tokenHash} AND staff_session.expires_at > ${this.clock.now()}
        AND staff_session.last_used_at > ${this.idleSince()}
        AND staff.active = TRUE AND staff.confirmed_at IS NOT NULL`);
    if (!row) return null;
    if (uses && row.last_used_at <= instantText(this.clock.millis() - notedEverySeconds * 1000)) this.#note(tokenHash);
    const answersFor = row.answers_for === null ? null : (JSON.parse(row.answers_for) as string[] | null);
    const roles = JSON.parse(row.roles) as RoleValue[];
    const owner = { roles, secondFactor: Boolean(row.second_factor), demoSince: row.demo_since };
    return new Actor(row.id, row.organization_id, roles, answersFor, mustEnrol(owner, this.settings));
  }

  /** A session that was last used then or earlier is over. */
  idleSince(): string {
    return plusMinutes(this.clock.now(), -idleMinutes);
  }

  /**
   * Once a minute at most, and beside the answer: reading must not wait for writers. Idle time so counts from up to a minute before the last
   * question. Where it cannot be written down the session only ends earlier.
   */
  #note(tokenHash: string): void {
    const now = this.clock.now();
    const noted = this.database
      .write((tx) =>
        tx.run(
          sql`UPDATE staff_session SET last_used_at = ${now} WHERE token_hash = ${tokenHash} AND last_used_at < ${now}`,
        ),
      )
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.#noting.delete(tokenHash));
    this.#noting.set(tokenHash, noted);
  }
}

/** The hash of the token that the request carries; empty where it carries none, which is no session's. */
export function tokenHashIn(headers: IncomingHttpHeaders): string {
  const token = sessionTokenIn(headers);
  return token && hashOf(token);
}
