import sql from 'sql-template-tag';
import { releaseHolds } from '../../directory/index.js';
import type { Actor } from '../../identity/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { wouldTakeHer } from './asking-checks.js';
import { AskedPlaceRow, PlaceQuestionRow } from './asking.entity.js';
import { asked } from './asking.policy.js';

/** What a draft takes over from an answer: plain words and a time, and nothing by which to find the question again. */
export interface CarriedAnswer {
  conditions: string[];
  heldUntil: string | null;
  /** To give it back, or to hold it longer. Only ever kept sealed. */
  heldBy: string | null;
}

const PATH = 'fromPlaceQuestionId';

/**
 * Settles the question by this place's answer, and gives what the answer said. Nothing is written about the draft: of the moment the day only,
 * and nothing in the audit trail, where the two would stand side by side. The places that are not needed any more have theirs back.
 */
export async function carryAnswer(
  tx: Transaction,
  actor: Actor,
  from: { questionId: string; listingId: string },
  now: { instant: string; day: string },
): Promise<CarriedAnswer> {
  const question = await tx.manager.findOneBy(PlaceQuestionRow, { id: from.questionId });
  if (!question || !asked(actor, question)) throw forbidden();
  // Of two drafts at once one takes the place: it is held for one woman.
  const settled = await tx.run(
    sql`UPDATE place_question SET settled_on = ${now.day} WHERE id = ${question.id} AND settled_on IS NULL`,
  );
  if (settled === 0) throw invalidAt(PATH, 'This question is settled already: ask again, or draft without it.');
  const places = await tx.manager.findBy(AskedPlaceRow, { questionId: question.id });
  const chosen = places.find(({ listingId }) => listingId === from.listingId);
  if (!chosen || !wouldTakeHer(chosen.answer))
    throw invalidAt(PATH, 'This place has not said yes to it, not even on a condition.');
  await giveBack(
    tx,
    places.filter((place) => place !== chosen),
  );
  const heldUntil = chosen.holdUntil !== null && chosen.holdUntil > now.instant ? chosen.holdUntil : null;
  return { conditions: chosen.note ? [chosen.note] : [], heldUntil, heldBy: heldUntil && chosen.holdId };
}

async function giveBack(tx: Transaction, places: readonly AskedPlaceRow[]): Promise<void> {
  const held = places.flatMap(({ holdId }) => holdId ?? []);
  await releaseHolds(tx, held);
  for (const { questionId, listingId, holdId } of places)
    if (holdId) await tx.manager.update(AskedPlaceRow, { questionId, listingId }, { holdId: null, holdUntil: null });
}
