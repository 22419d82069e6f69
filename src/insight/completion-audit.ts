import { Inject, Injectable } from '@nestjs/common';
import { actOf, Readings } from '../audit/index.js';
import type { Asking } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock, endOfDay, startOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database } from '../platform/database/index.js';
import { invalidAt, roleForbidden } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { readCohort } from './cohort.js';
import type { Direction } from './direction.js';
import { Tally } from './tally.js';

export interface AuditQuestion {
  /** First and last day of the cohort, both included, as the network counts its days. */
  from: string;
  to: string;
  direction: Direction;
}

/** Exact and live: what became of the referrals of the reader's own organization. Nobody reads it unseen. */
@Injectable()
export class AuditCompletion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly readings: Readings,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read({ actor, context }: Asking, question: AuditQuestion): Promise<Tally> {
    if (!mayCount(actor, question.direction)) throw roleForbidden();
    checkDays(question);
    const tally = await this.#count(actor, question);
    this.readings.note(context, actOf(actor, 'completion-audit.read', 'completion-audit', actor.organizationId));
    return tally;
  }

  async #count(actor: Actor, { from, to, direction }: AuditQuestion): Promise<Tally> {
    const zone = this.settings.networkTimezone;
    const pages = readCohort(this.database, {
      organizationId: actor.organizationId,
      direction,
      from: startOfDay(from, zone),
      before: endOfDay(to, zone),
      answersFor: actor.is('MANAGER') ? null : actor.answersFor,
    });
    const tally = new Tally(direction, this.clock.now());
    for await (const page of pages) for (const referral of page) tally.add(referral);
    return tally;
  }
}

/** A manager counts both sides of her own organization; who answers for it only what it received. */
const mayCount = (actor: Actor, direction: Direction): boolean =>
  actor.is('MANAGER') || (actor.is('AGENCY') && direction === 'RECEIVED');

const MOST_YEARS = 10;

export function checkDays({ from, to }: Pick<AuditQuestion, 'from' | 'to'>): void {
  if (from > to) throw invalidAt('from', 'The first day lies after the last one.');
  const asNumber = (date: string) => Number(date.replaceAll('-', ''));
  if (asNumber(to) >= asNumber(from) + MOST_YEARS * 10_000)
    throw invalidAt('to', `Ask for ${MOST_YEARS} years at most.`);
}
