import { Inject, Injectable } from '@nestjs/common';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { In } from 'typeorm';
import { TAXONOMY } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock, endOfDay, startOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, invalidAt, pageSize, positionOf, type Position } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { escalationOrder } from './escalation-order.js';
import { FINAL_STATUSES, OPEN_STATUSES, type ReferralStatusValue } from './journey.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import type { Inbox, ReferralMark } from './referral-enums.js';
import type { ReferralFilter } from './referral.input.js';
import { ReferralRow } from './referral.entity.js';

export interface ReferralPage {
  edges: { cursor: string; seen: SeenReferral }[];
  hasNextPage: boolean;
  totalCount: number;
}

export interface ListQuestion {
  inbox: Inbox;
  where: ReferralFilter;
  first: number | null;
  after: string | null;
  /** Only this woman's. */
  clientId?: string;
}

/** After everything that has a date. */
const NEVER = '9999-12-31T23:59:59.999Z';

/** Referrals of the reader's own organization, as she may see them, what is due first. */
@Injectable()
export class ListReferrals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: ReferralAccess,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(actor: Actor, question: ListQuestion): Promise<ReferralPage> {
    const size = pageSize(question.first);
    const order = this.#order(actor, question.inbox);
    const conditions = join(this.#conditions(actor, question), ' AND ');
    const after = question.after !== null ? afterPosition(order, positionOf(question.after, 2)) : empty;
    const page = await this.database.all<{ id: string; sort: string }>(sql`
      SELECT r.id, ${order.by} AS sort FROM referral r WHERE ${conditions} ${after}
      ORDER BY sort ${order.direction}, r.id ${order.direction} LIMIT ${size + 1}`);
    const total = await this.database.one<{ count: number }>(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS count FROM referral r WHERE ${conditions}`,
    );
    const seen = await this.#see(actor, page.slice(0, size));
    return { edges: seen, hasNextPage: page.length > size, totalCount: total?.count ?? 0 };
  }

  /** A manager has what is hers to act on before what others are still at, however long that is late. */
  #order(actor: Actor, inbox: Inbox): Order {
    if (inbox === 'OVERDUE' && actor.is('MANAGER'))
      return upward(escalationOrder(this.clock.now(), this.settings.networkTimezone));
    return ORDER[inbox] ?? upward(dueFor(actor));
  }

  async #see(actor: Actor, page: { id: string; sort: string }[]): Promise<ReferralPage['edges']> {
    const rows = page.length
      ? await this.database.manager.findBy(ReferralRow, { id: In(page.map(({ id }) => id)) })
      : [];
    const seen = new Map((await this.access.see(this.database, actor, rows)).map((each) => [each.row.id, each]));
    return page.flatMap(({ id, sort }) => {
      const each = seen.get(id);
      return each ? [{ cursor: cursorOf([sort, id]), seen: each }] : [];
    });
  }

  #conditions(actor: Actor, { inbox, where, clientId }: ListQuestion): Sql[] {
    return [
      visibleTo(actor, this.clock.now()),
      this.#inbox(actor, inbox),
      ...this.#filters(actor, where),
      ...(clientId ? [sql`r.client_id = ${clientId}`] : []),
    ];
  }

  #inbox(actor: Actor, inbox: Inbox): Sql {
    const now = this.clock.now();
    switch (inbox) {
      case 'TO_ANSWER':
        return sql`${toSide(actor)} AND ${standingAt(['SENT', 'ACKNOWLEDGED'])}`;
      case 'TO_FOLLOW':
        return sql`((${fromSide(actor, now)} AND ${standingAt(OPEN_STATUSES)})
          OR (${toSide(actor)} AND ${standingAt(['ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED'])}))`;
      case 'OVERDUE':
        return sql`${standingAt(OPEN_STATUSES)} AND (r.due_at < ${now} OR ${questionIsLate(actor, now)})`;
      case 'WAITLISTED':
        return standingAt(['WAITLISTED']);
      case 'UPCOMING':
        return sql`${standingAt(['SCHEDULED'])} AND r.appointment_at >= ${now}`;
      case 'CLOSED':
        return standingAt(FINAL_STATUSES);
      case 'ALL':
        return TRUE;
    }
  }

  #filters(actor: Actor, where: ReferralFilter): Sql[] {
    const zone = this.settings.networkTimezone;
    const now = this.clock.now();
    const services = where.services?.flatMap((code) => TAXONOMY.servicesOf(code)) ?? null;
    if (where.services?.length && !services?.length)
      throw invalidAt('where.services', 'There is no such service in the taxonomy.');
    return [
      ...(where.sentFrom ? [sql`r.sent_at >= ${startOfDay(where.sentFrom, zone)}`] : []),
      ...(where.sentTo ? [sql`r.sent_at < ${endOfDay(where.sentTo, zone)}`] : []),
      ...(where.receiverId ? [sql`r.to_id = ${where.receiverId}`] : []),
      ...(services?.length ? [anyOf(services.map((code) => sql`r.services LIKE ${`%"${code}"%`}`))] : []),
      ...(where.statuses?.length ? [standingAt(where.statuses)] : []),
      ...(where.reasonCode ? [sql`r.reason_code = ${where.reasonCode} AND ${reasonKnownTo(actor, now)}`] : []),
      ...(where.receiverId || services?.length || where.reasonCode ? [unveiled(actor, now)] : []),
      ...(where.lookAgainDue
        ? [sql`${standingAt(['WAITLISTED'])} AND r.look_again_on <= ${this.clock.today(zone)}`]
        : []),
      ...(where.questionWaits ? [sql`${standingAt(OPEN_STATUSES)} AND r.question_due_at IS NOT NULL`] : []),
      ...(where.mine ? [isHers(actor)] : []),
      ...behindFigures(actor, now, where),
    ];
  }
}

interface Order {
  by: Sql;
  direction: Sql;
  beyond: Sql;
}

const upward = (by: Sql): Order => ({ by, direction: sql`ASC`, beyond: sql`>` });
const NEWEST_FIRST: Order = { by: sql`r.changed_at`, direction: sql`DESC`, beyond: sql`<` };
const ORDER: Partial<Record<Inbox, Order>> = {
  UPCOMING: upward(sql`r.appointment_at`),
  WAITLISTED: upward(sql`r.look_again_on`),
  CLOSED: NEWEST_FIRST,
  ALL: NEWEST_FIRST,
};

/** To who sends, an unanswered question of the receiver's is due as well. A manager has what waits for an answer to the referral itself. */
const dueFor = (actor: Actor): Sql =>
  actor.is('CASEWORKER') && !actor.is('MANAGER')
    ? sql`CASE WHEN r.from_id = ${actor.organizationId} AND r.question_due_at < COALESCE(r.due_at, ${NEVER})
        THEN r.question_due_at ELSE COALESCE(r.due_at, ${NEVER}) END`
    : sql`COALESCE(r.due_at, ${NEVER})`;

const questionIsLate = (actor: Actor, now: string): Sql =>
  actor.is('CASEWORKER') && !actor.is('MANAGER')
    ? sql`(r.from_id = ${actor.organizationId} AND r.question_due_at < ${now})`
    : FALSE;

const TRUE = sql`1 = 1`;
const FALSE = sql`1 = 0`;

const afterPosition = (order: Order, [sort, id]: Position): Sql =>
  sql`AND (${order.by} ${order.beyond} ${sort} OR (${order.by} = ${sort} AND r.id ${order.beyond} ${id}))`;

const standingAt = (statuses: readonly ReferralStatusValue[]): Sql => sql`r.status IN (${join([...statuses])})`;

const anyOf = (conditions: Sql[]): Sql => sql`(${join(conditions, ' OR ')})`;

const visibleTo = (actor: Actor, now: string): Sql => anyOf([fromSide(actor, now), toSide(actor)]);

/** Her manager, and the team where it shares its inbox; else who may read what is hers. The same rule as in referral-sight. */
function fromSide(actor: Actor, now: string): Sql {
  if (actor.is('MANAGER')) return sql`r.from_id = ${actor.organizationId}`;
  if (!actor.is('CASEWORKER')) return FALSE;
  return sql`(r.from_id = ${actor.organizationId} AND (${detailsOpen(actor, now)} OR NOT EXISTS (
    SELECT 1 FROM team_setting t WHERE t.organization_id = r.from_id AND t.team_inbox = FALSE)))`;
}

/** Hers, or opened with a purpose in this shift. */
const detailsOpen = (actor: Actor, now: string): Sql => sql`(${assignedTo(actor)} OR EXISTS (
  SELECT 1 FROM client_opening o WHERE o.client_id = r.client_id AND o.staff_id = ${actor.staffId} AND o.until > ${now}))`;

const assignedTo = (actor: Actor): Sql => sql`EXISTS (
  SELECT 1 FROM client WHERE client.id = r.client_id AND client.assigned_to_id = ${actor.staffId})`;

/** A filter must not tell what a list does not show: by these a colleague finds only what she may read. */
const unveiled = (actor: Actor, now: string): Sql =>
  actor.is('MANAGER') ? TRUE : anyOf([toSide(actor), detailsOpen(actor, now)]);

const openTo = (actor: Actor, now: string): Sql => (actor.is('MANAGER') ? TRUE : detailsOpen(actor, now));

/** Never a draft or what was withdrawn before it was sent; where consent is narrowed to a listing, only who answers for it. */
function toSide(actor: Actor): Sql {
  if (!actor.is('AGENCY', 'MANAGER')) return FALSE;
  const received = sql`r.to_id = ${actor.organizationId} AND r.sent_at IS NOT NULL`;
  if (actor.is('MANAGER') || actor.answersFor === null) return sql`(${received})`;
  const listings = actor.answersFor.length ? join([...actor.answersFor]) : sql`''`;
  return sql`(${received} AND NOT EXISTS (
    SELECT 1 FROM consent c WHERE c.id = r.consent_id AND c.listing_id IS NOT NULL AND c.listing_id NOT IN (${listings})))`;
}

const isHers = (actor: Actor): Sql =>
  actor.is('CASEWORKER', 'MANAGER') ? sql`r.from_id = ${actor.organizationId} AND ${assignedTo(actor)}` : FALSE;

/** The same marks as the audit counts. */
const MARKS: Record<ReferralMark, Sql> = {
  ANSWERED: sql`r.answered_at IS NOT NULL`,
  ACCEPTED: sql`r.accepted_at IS NOT NULL`,
  ARRIVED: sql`r.arrived_at IS NOT NULL`,
  COMPLETED: sql`r.completed_at IS NOT NULL`,
};

/**
 * The list behind a figure. By what only the sender's side is sure to know nothing is found that was received: a filter must not tell what
 * consent leaves out.
 */
function behindFigures(actor: Actor, now: string, where: ReferralFilter): Sql[] {
  const known = [
    ...(where.outcomes?.length ? [sql`r.outcome IN (${join(where.outcomes)})`] : []),
    ...(where.reached ? [MARKS[where.reached]] : []),
    ...(where.assistance ? [sql`r.assistance = ${where.assistance}`] : []),
    ...(typeof where.stillWithHer === 'boolean' ? [sql`r.still_with_her = ${where.stillWithHer}`] : []),
  ];
  const sendersOnly = [
    ...(where.companion ? [sql`r.companion = ${where.companion}`] : []),
    ...(where.transport ? [sql`r.transport = ${where.transport}`] : []),
  ];
  const hers = [
    ...(where.ageBand ? [sql`r.age_band = ${where.ageBand}`] : []),
    ...(where.pregnancy ? [sql`r.pregnancy = ${where.pregnancy}`] : []),
  ];
  return [
    ...(where.sentByUs === true ? [fromSide(actor, now)] : []),
    ...(where.sentByUs === false ? [toSide(actor)] : []),
    ...known,
    ...(known.length ? [unveiled(actor, now)] : []),
    ...(sendersOnly.length ? [fromSide(actor, now), openTo(actor, now), ...sendersOnly] : []),
    // What is hers nobody learns by filtering whose record she has not opened, saying why: a manager neither.
    ...(hers.length ? [fromSide(actor, now), detailsOpen(actor, now), ...hers] : []),
  ];
}

/** A filter must not tell a reason that its reader may not see: the same rule as the presenter's, for both sides. */
const reasonKnownTo = (actor: Actor, now: string): Sql => sql`(
  (${fromSide(actor, now)} AND (r.reason_by <> 'receiver' OR r.reason_step <> 'MISS'))
  OR (${toSide(actor)} AND (r.reason_by = 'receiver' OR r.reason_step IN ('DECLINE', 'TURN_AWAY', 'EXPIRE'))))`;
