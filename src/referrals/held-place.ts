import { Injectable } from '@nestjs/common';
import { ClientKeys } from '../clients/index.js';
import { ConsentBook } from '../consent/index.js';
import { holdPlace, ListingCapacityRow, ListingHoldRow, releaseHolds } from '../directory/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import type { ReferralStatusValue } from './journey.js';
import { contentOf, type ReferralContent } from './referral-content.js';
import { ReferralRow } from './referral.entity.js';

const OVER_WITHOUT_HER: readonly ReferralStatusValue[] = [
  'DECLINED',
  'NOT_COMPLETED',
  'WITHDRAWN',
  'EXPIRED',
  'ENTERED_IN_ERROR',
];

/**
 * The place that is kept for her, the whole rule: a yes with a time keeps one, and it counts as taken like one that was held when the place was asked;
 * she arrives, and it is taken until the place says anew how many are free; it comes to nothing, and it is free again. Its time lapses by itself.
 */
@Injectable()
export class HeldPlace {
  constructor(
    private readonly clock: Clock,
    private readonly consents: ConsentBook,
    private readonly clientKeys: ClientKeys,
  ) {}

  /** After a step was kept: what becomes of the place. */
  async follow(tx: Transaction, before: ReferralRow, after: ReferralRow): Promise<void> {
    if (after.status === 'ACCEPTED' && after.holdUntil !== null) await this.#keep(tx, after, after.holdUntil);
    else if (after.status === 'ARRIVED') await this.#use(tx, after);
    else if (cameToNothing(after)) await this.#giveBack(tx, before);
  }

  /** The later word stands for the earlier: what was held when it was asked is not held twice. */
  async #keep(tx: Transaction, row: ReferralRow, heldUntil: string): Promise<void> {
    const content = await this.#content(tx, row);
    await releaseHolds(
      tx,
      [row.holdId, content?.heldBy].flatMap((id) => id ?? []),
    );
    const withChildren = (content?.shared?.childrenAges?.length ?? 0) > 0;
    const hold = { listingId: row.listingId, withChildren, heldFrom: this.clock.now(), heldUntil };
    await this.#noteHold(tx, row, await holdPlace(tx, hold));
  }

  async #use(tx: Transaction, row: ReferralRow): Promise<void> {
    const id = row.holdId ?? (await this.#content(tx, row))?.heldBy ?? null;
    const hold = id === null ? null : await tx.manager.findOneBy(ListingHoldRow, { id });
    if (!hold || hold.heldUntil <= this.clock.now()) return;
    const said = await tx.manager.findOneBy(ListingCapacityRow, { listingId: row.listingId });
    if (!said || said.validUntil <= hold.heldUntil) return;
    await releaseHolds(tx, [hold.id]);
    const { listingId, withChildren, heldFrom } = hold;
    await this.#noteHold(
      tx,
      row,
      await holdPlace(tx, { listingId, withChildren, heldFrom, heldUntil: said.validUntil }),
    );
  }

  async #giveBack(tx: Transaction, row: ReferralRow): Promise<void> {
    const content = row.holdId === null ? await this.#content(tx, row) : null;
    await releaseHolds(
      tx,
      [row.holdId, content?.heldBy].flatMap((id) => id ?? []),
    );
    if (row.holdId !== null) await this.#noteHold(tx, row, null);
  }

  async #noteHold(tx: Transaction, { id }: ReferralRow, holdId: string | null): Promise<void> {
    await tx.manager.update(ReferralRow, { id }, { holdId });
  }

  /** Null once she took her consent back: what was held when it was asked then lapses by its own time, a day at most. */
  async #content(tx: Transaction, { id, clientId, consentId, content }: ReferralRow): Promise<ReferralContent | null> {
    const key =
      consentId === null
        ? await this.clientKeys.one(tx, clientId)
        : (await this.consents.keys(tx, [consentId])).get(consentId);
    return key && content !== '' ? key.open<ReferralContent>(content, contentOf(id, consentId !== null)) : null;
  }
}

const cameToNothing = ({ status, outcome }: ReferralRow): boolean =>
  OVER_WITHOUT_HER.includes(status) || (status === 'COMPLETED' && outcome === 'NOT_RECEIVED');
