import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { In } from 'typeorm';
import { actOf, AuditTrail } from '../../audit/index.js';
import { ListingRow } from '../../directory/index.js';
import type { Actor } from '../../identity/index.js';
import { changed } from '../../platform/changes/index.js';
import { Clock, plusMinutes } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { Once } from '../../platform/once/index.js';
import { problemsInNeeds } from './asking-checks.js';
import { askedPlacesAnswerWithinMinutes } from './asking-times.js';
import { AskedPlaceRow, PlaceQuestionRow } from './asking.entity.js';
import type { AskPlacesInput } from './asking.input.js';

const MOST_PLACES = 20;

/** Puts one anonymous question to several places: what is needed, never who, and never who asks. */
@Injectable()
export class AskPlaces {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly once: Once,
    private readonly trail: AuditTrail,
  ) {}

  /** The id of the question: the same again where the same `key` is sent again. */
  ask(actor: Actor, input: AskPlacesInput): Promise<string> {
    const act = { who: actor.staffId, operation: 'askPlaces', key: input.key, body: input };
    return this.database.write((tx) => this.once.do(tx, act, () => this.#ask(tx, actor, input)));
  }

  async #ask(tx: Transaction, actor: Actor, input: AskPlacesInput): Promise<string> {
    const problems = [...problemsInNeeds(input), ...(await problemsInPlaces(tx, input.listingIds))];
    if (problems.length > 0) throw invalidInput(problems);
    const id = newId();
    const now = this.clock.now();
    await tx.manager.insert(PlaceQuestionRow, {
      id,
      askedById: actor.staffId,
      organizationId: actor.organizationId,
      services: [...new Set(input.services)],
      conditions: [...new Set(input.conditions)],
      childrenAges: [...(input.childrenAges ?? [])],
      urgency: input.urgency,
      askedAt: now,
      closesAt: plusMinutes(now, askedPlacesAnswerWithinMinutes[input.urgency]),
      settledOn: null,
    });
    await tx.manager.insert(
      AskedPlaceRow,
      input.listingIds.map((listingId, place) => ({ questionId: id, listingId, place })),
    );
    await this.trail.record(tx, actOf(actor, 'place-question.ask', 'place-question', id));
    const asked = await tx.all<{ organization_id: string }>(
      sql`SELECT DISTINCT organization_id FROM listing WHERE id IN (${join(input.listingIds)})`,
    );
    await changed(tx, [actor.organizationId, ...asked.map(({ organization_id: each }) => each)]);
    return id;
  }
}

/** One that is not known and one that is not published sound the same. */
async function problemsInPlaces(tx: Transaction, ids: readonly string[]): Promise<{ path: string; message: string }[]> {
  if (ids.length === 0 || ids.length > MOST_PLACES)
    return [{ path: 'listingIds', message: `Name 1 to ${MOST_PLACES} places to ask.` }];
  const known = await tx.manager.findBy(ListingRow, { id: In([...new Set(ids)]), status: 'PUBLISHED' });
  const published = new Set(known.map(({ id }) => id));
  return ids.flatMap((id, index) => {
    const path = `listingIds.${index}`;
    if (!published.has(id)) return [{ path, message: 'There is no such listing to ask.' }];
    return ids.indexOf(id) < index ? [{ path, message: 'This place is named already: leave it out.' }] : [];
  });
}
