import { Injectable } from '@nestjs/common';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { In } from 'typeorm';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { AskedPlaceRow, PlaceQuestionRow } from './asking.entity.js';

/** Nobody works through more than these; they are forgotten within days. */
const MOST = 100;

/** A question with all places that were asked, in their order. What of it a reader sees is for the presenter. */
export interface QuestionWithPlaces {
  question: PlaceQuestionRow;
  places: AskedPlaceRow[];
}

/** Questions that the reader's organization asked, and those put to listings that she answers for. */
@Injectable()
export class ListPlaceQuestions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `open`: neither settled nor over; false: those that are; null: both. */
  async list(actor: Actor, open: boolean | null): Promise<QuestionWithPlaces[]> {
    const rows = await this.database.all<{ id: string }>(sql`
      SELECT q.id FROM place_question q
      WHERE q.asked_by_id IS NOT NULL AND (${askedByHers(actor)} OR ${putToHers(actor)}) ${this.#standing(open)}
      ORDER BY CASE WHEN q.asked_by_id = ${actor.staffId} THEN 0 ELSE 1 END, q.asked_at DESC, q.id LIMIT ${MOST}`);
    return this.#load(rows.map(({ id }) => id));
  }

  async one(id: string): Promise<QuestionWithPlaces | null> {
    return (await this.#load([id]))[0] ?? null;
  }

  #standing(open: boolean | null): Sql {
    if (open === null) return empty;
    const now = this.clock.now();
    return open
      ? sql`AND q.settled_on IS NULL AND q.closes_at > ${now}`
      : sql`AND (q.settled_on IS NOT NULL OR q.closes_at <= ${now})`;
  }

  async #load(ids: readonly string[]): Promise<QuestionWithPlaces[]> {
    const { manager } = this.database;
    const questions = await manager.findBy(PlaceQuestionRow, { id: In(ids) });
    const places = await manager.find(AskedPlaceRow, { where: { questionId: In(ids) }, order: { place: 'ASC' } });
    return ids.flatMap((id) => {
      const question = questions.find((each) => each.id === id);
      return question ? [{ question, places: places.filter(({ questionId }) => questionId === id) }] : [];
    });
  }
}

const NONE = raw('1 = 0');

const askedByHers = (actor: Actor): Sql =>
  actor.is('CASEWORKER') ? sql`q.organization_id = ${actor.organizationId}` : NONE;

function putToHers(actor: Actor): Sql {
  const { organizationId, answersFor } = actor;
  if (!actor.is('AGENCY') || answersFor?.length === 0) return NONE;
  const narrowed = answersFor ? sql`AND p.listing_id IN (${join([...answersFor])})` : empty;
  return sql`EXISTS (
    SELECT 1 FROM asked_place p JOIN listing l ON l.id = p.listing_id
    WHERE p.question_id = q.id AND l.organization_id = ${organizationId} ${narrowed})`;
}
