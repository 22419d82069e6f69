import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClientAccess, ClientKeys, detailsOf, newCode, type ClientDetails, type ClientRow } from '../clients/index.js';
import { ListingRow, TAXONOMY } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt, invalidInput } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { carryAnswer, type CarriedAnswer } from './asking/carry-answer.js';
import { isAvoided } from './avoided-place.js';
import { isOpen } from './journey.js';
import { contentOf, handoverAfter, NO_HANDOVER, type ReferralContent } from './referral-content.js';
import { ReferralRow } from './referral.entity.js';
import type { DraftReferralInput } from './referral.input.js';
import { ReferralLedger } from './referral-ledger.js';
import { deadlineOf } from './window-deadline.js';

/** Prepares a referral. The receiver knows nothing of it until it is sent. */
@Injectable()
export class DraftReferral {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clients: ClientAccess,
    private readonly keys: ClientKeys,
    private readonly ledger: ReferralLedger,
  ) {}

  draft(actor: Actor, input: DraftReferralInput): Promise<string> {
    return this.database.write(async (tx) => {
      const client = await this.clients.toActFor(tx, actor, input.clientId);
      return this.ledger.once(tx, actor, 'draftReferral', input, () => this.within(tx, actor, client, input));
    });
  }

  /** As part of another act, for a woman for whom the reader was found to act. */
  async within(
    tx: Transaction,
    actor: Actor,
    client: ClientRow,
    input: DraftReferralInput,
    forPlanStepId: string | null = null,
  ): Promise<string> {
    const listing = await listingFor(tx, input);
    await this.#mayGoThere(tx, client, listing);
    const before = await replacesWell(tx, client, input.replacesId ?? null);
    const carried = await this.#carried(tx, actor, input);
    // The chain is her need: what a plan asked for at the first place, it asks for at the next.
    const planStepId = forPlanStepId ?? before?.planStepId ?? null;
    const row = await this.#row(tx, actor, { client, listing, carried, planStepId }, input);
    await tx.manager.insert(ReferralRow, row);
    await this.ledger.write(tx, actor, row, { step: null, bySide: 'referrer', action: 'referral.draft' });
    return row.id;
  }

  /** However she came to be sent there: found, asked, or named. Only who may act for her gets as far as this. */
  async #mayGoThere(tx: Transaction, client: ClientRow, listing: ListingRow): Promise<void> {
    const key = await this.keys.one(tx, client.id);
    const { avoid } = key.open<ClientDetails>(client.details, detailsOf(client.id));
    if (await isAvoided(tx, avoid, listing))
      throw invalidAt('listingId', 'She avoids this place, as her record says: ask her, and change that first.');
  }

  async #carried(tx: Transaction, actor: Actor, input: DraftReferralInput): Promise<CarriedAnswer | null> {
    const { fromPlaceQuestionId: questionId, listingId } = input;
    const now = { instant: this.clock.now(), day: this.clock.today('UTC') };
    return questionId ? carryAnswer(tx, actor, { questionId, listingId }, now) : null;
  }

  async #row(
    tx: Transaction,
    actor: Actor,
    { client, listing, carried, planStepId }: Behind,
    input: DraftReferralInput,
  ): Promise<ReferralRow> {
    const id = newId();
    const now = this.clock.now();
    const content: ReferralContent = {
      needs: carried?.conditions.length ? [...(input.needs ?? []), ...carried.conditions] : (input.needs ?? null),
      note: input.note ?? null,
      handover: handoverAfter(NO_HANDOVER, input.handover ?? {}),
      heldUntil: carried?.heldUntil ?? null,
      heldBy: carried?.heldBy ?? null,
      shared: null,
    };
    return Object.assign(new ReferralRow(), {
      id,
      version: 1,
      code: newCode(),
      status: 'DRAFT',
      clientId: client.id,
      consentId: null,
      fromId: actor.organizationId,
      toId: listing.organizationId,
      listingId: listing.id,
      services: [...new Set(input.services)],
      urgency: input.urgency ?? 'ROUTINE',
      assistance: input.handover?.assistance ?? 'INFORMATION',
      companion: content.handover.companion,
      transport: content.handover.transport,
      childcareArranged: content.handover.childcareArranged,
      ageBand: client.ageBand,
      pregnancy: client.pregnancy,
      reasonCode: null,
      reasonStep: null,
      reasonBy: null,
      outcome: null,
      herGotHelp: null,
      herRespect: null,
      herReturn: null,
      herNotedAt: null,
      stillWithHer: input.handover?.stillWithHerWhenReceived ?? null,
      respondBy: null,
      dueAt: null,
      deadline: deadlineOf(input, now),
      neededFrom: input.neededFrom ?? null,
      appointmentAt: null,
      lookAgainOn: null,
      holdUntil: null,
      holdId: null,
      questionDueAt: null,
      draftedById: actor.staffId,
      draftedAt: now,
      sentAt: null,
      answeredAt: null,
      acceptedAt: null,
      arrivedAt: null,
      completedAt: null,
      changedAt: now,
      doorOpened: false,
      content: (await this.keys.one(tx, client.id)).seal(content, contentOf(id, false)),
      replacesId: input.replacesId ?? null,
      planStepId,
      draw: randomInt(2 ** 31 - 1),
    } satisfies ReferralRow);
  }
}

interface Behind extends Pick<ReferralRow, 'planStepId'> {
  client: ClientRow;
  listing: ListingRow;
  carried: CarriedAnswer | null;
}

async function listingFor(tx: Transaction, input: DraftReferralInput): Promise<ListingRow> {
  const problems = input.services.flatMap((code, index) =>
    TAXONOMY.isService(code)
      ? []
      : [{ path: `services.${index}`, message: 'There is no such service in the taxonomy.' }],
  );
  if (input.services.length === 0)
    problems.push({ path: 'services', message: 'Say at least one service she is sent for.' });
  const listing = await tx.manager.findOneBy(ListingRow, { id: input.listingId, status: 'PUBLISHED' });
  if (!listing) problems.push({ path: 'listingId', message: 'There is no such listing to send her to.' });
  if (problems.length > 0 || !listing) throw invalidInput(problems);
  return listing;
}

/** A new try stands in for one of hers that is over, and for one that nothing stands in for yet: the chain is her need, not a tree. */
async function replacesWell(
  tx: Transaction,
  client: ClientRow,
  replacesId: string | null,
): Promise<ReferralRow | null> {
  if (!replacesId) return null;
  const before = await tx.manager.findOneBy(ReferralRow, { id: replacesId, clientId: client.id });
  if (!before) throw invalidAt('replacesId', 'There is no such referral of hers.');
  if (isOpen(before.status)) throw invalidAt('replacesId', 'That one is still open: withdraw or close it first.');
  if (await tx.manager.existsBy(ReferralRow, { replacesId }))
    throw invalidAt('replacesId', 'Another one already stands in for it: replace that one.');
  return before;
}
