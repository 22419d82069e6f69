import { Injectable } from '@nestjs/common';
import { actOf, Readings } from '../audit/index.js';
import type { Asking } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { invalidAt, roleForbidden } from '../platform/graphql/index.js';
import type { Direction } from './direction.js';
import type { Figures } from './figures.js';
import { ReadFigures } from './read-figures.js';

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
    private readonly figures: ReadFigures,
    private readonly readings: Readings,
  ) {}

  async read({ actor, context }: Asking, question: AuditQuestion, as = 'completion-audit.read'): Promise<Figures> {
    if (!mayCount(actor, question.direction)) throw roleForbidden();
    checkDays(question);
    const figures = await this.figures.read({
      ...question,
      organizationId: actor.organizationId,
      answersFor: actor.is('MANAGER') ? null : actor.answersFor,
    });
    this.readings.note(context, actOf(actor, as, 'completion-audit', actor.organizationId));
    return figures;
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
