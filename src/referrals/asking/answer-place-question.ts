import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail } from '../../audit/index.js';
import { holdPlace, ListingRow, releaseHolds } from '../../directory/index.js';
import { StaffDirectory, type Actor } from '../../identity/index.js';
import { changed } from '../../platform/changes/index.js';
import { Clock, type InstantText } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidInput } from '../../platform/graphql/index.js';
import { problemsInHold, problemsInReason } from './asking-checks.js';
import { AskedPlaceRow, PlaceQuestionRow } from './asking.entity.js';
import type { AnswerPlaceQuestionInput } from './asking.input.js';
import { answersFor, writesDownFor } from './asking.policy.js';
import { isOver } from './question-state.js';

/** A place says what it can do, and may keep the place until a time. Its later word replaces the earlier, hold and all. */
@Injectable()
export class AnswerPlaceQuestion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  answer(actor: Actor, input: AnswerPlaceQuestionInput): Promise<void> {
    return this.database.write(async (tx) => {
      const question = await lockedQuestion(tx, input.id);
      const place = await tx.manager.findOneBy(AskedPlaceRow, { questionId: input.id, listingId: input.listingId });
      const byPlace = await this.#speaksFor(tx, actor, question, input.listingId);
      if (!question || !place) throw forbidden();
      const now = this.clock.now();
      const problems = problemsIn(input, question, byPlace, now);
      if (problems.length > 0) throw invalidInput(problems);
      await this.#save(tx, question, place, input, now);
      await this.trail.record(tx, actOf(actor, 'place-question.answer', 'place-question', question.id));
      await changed(tx, [question.organizationId ?? actor.organizationId, actor.organizationId]);
    });
  }

  /**
   * Whether it is the place itself; refused where she speaks for it in neither way. The same is looked up for every id, so that nobody hears from the
   * clock which other places were asked.
   */
  async #speaksFor(
    tx: Transaction,
    actor: Actor,
    question: PlaceQuestionRow | null,
    listingId: string,
  ): Promise<boolean> {
    const listing = await tx.manager.findOneBy(ListingRow, { id: listingId });
    const organizationId = listing?.organizationId ?? '';
    const answering = await this.staff.answeringHere([organizationId], tx);
    if (listing && answersFor(actor, { listingId, organizationId })) return true;
    if (!question || !writesDownFor(actor, question, answering.has(organizationId))) throw forbidden();
    return false;
  }

  async #save(
    tx: Transaction,
    question: PlaceQuestionRow,
    { listingId, holdId }: AskedPlaceRow,
    input: AnswerPlaceQuestionInput,
    now: InstantText,
  ): Promise<void> {
    if (holdId) await releaseHolds(tx, [holdId]);
    const heldUntil = input.holdUntil ?? null;
    const withChildren = question.childrenAges.length > 0;
    await tx.manager.update(
      AskedPlaceRow,
      { questionId: question.id, listingId },
      {
        answer: input.answer,
        reasonCode: input.reasonCode ?? null,
        note: input.note?.trim() ? input.note : null,
        holdUntil: heldUntil,
        holdId: heldUntil && (await holdPlace(tx, { listingId, withChildren, heldFrom: now, heldUntil })),
        answeredAt: now,
      },
    );
  }
}

/** The row stays locked until the transaction ends: a place is not held for a question that is settled in the same moment. */
async function lockedQuestion(tx: Transaction, id: string): Promise<PlaceQuestionRow | null> {
  await tx.run(sql`UPDATE place_question SET urgency = urgency WHERE id = ${id}`);
  return tx.manager.findOneBy(PlaceQuestionRow, { id });
}

function problemsIn(
  input: AnswerPlaceQuestionInput,
  question: PlaceQuestionRow,
  byPlace: boolean,
  now: InstantText,
): { path: string; message: string }[] {
  if (isOver(question, now)) return [{ path: 'id', message: 'This question is settled: it takes no more answers.' }];
  return [
    ...(byPlace && input.answer === 'NO_ANSWER'
      ? [{ path: 'answer', message: 'That is for who rang and reached nobody: say yes, no or on a condition.' }]
      : []),
    ...problemsInReason(input.answer, input.reasonCode ?? null),
    ...problemsInHold(input.answer, input.holdUntil ?? null, now),
  ];
}
