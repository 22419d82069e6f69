import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { changed } from '../platform/changes/index.js';
import { Clock, type InstantText } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { Once } from '../platform/once/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { keyStays } from './key-stays.js';
import type { SeenReferral } from './referral-access.js';
import { messageOf } from './referral-content.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralMessageRow } from './referral-message.entity.js';

const LONGEST_TEXT = 4000;

/** What acts that are no steps need: the consent's key while it stands, the messages sealed with it, and the trail. */
@Injectable()
export class WritingDesk {
  constructor(
    private readonly clock: Clock,
    private readonly consents: ConsentBook,
    private readonly trail: AuditTrail,
    private readonly repeatable: Once,
  ) {}

  now(): InstantText {
    return this.clock.now();
  }

  /** Null once she took it back or it ran out. */
  async #openKey(tx: Transaction, consentId: string, expiresAt: string): Promise<SealingKey | null> {
    if (expiresAt <= this.clock.now() || !(await keyStays(tx, consentId))) return null;
    return (await this.consents.keys(tx, [consentId])).get(consentId) ?? null;
  }

  /** The key for a word from one side to the other, null as above. Whatever it is called (`path`), none goes to or comes from a place of custody while she is inside. */
  async keyBetween(
    tx: Transaction,
    { consent, closedByCustody }: SeenReferral,
    path = 'referralId',
  ): Promise<SealingKey | null> {
    if (closedByCustody) throw invalidAt(path, 'Nothing about her goes to a place of custody while she is inside.');
    return consent && this.#openKey(tx, consent.id, consent.expiresAt);
  }

  once(
    tx: Transaction,
    actor: Actor,
    operation: string,
    body: object & { key?: string | null },
    work: () => Promise<string>,
  ): Promise<string> {
    return this.repeatable.do(tx, { who: actor.staffId, operation, key: body.key, body }, work);
  }

  async message(
    tx: Transaction,
    key: SealingKey,
    referralId: string,
    said: Pick<ReferralMessageRow, 'kind' | 'fromId' | 'text' | 'answerToId'>,
  ): Promise<void> {
    if (!said.text.trim()) throw invalidAt('text', 'Write something.');
    if (said.text.length > LONGEST_TEXT) throw invalidAt('text', `A message has ${LONGEST_TEXT} characters at most.`);
    const id = newId();
    const text = key.seal(said.text, messageOf(id));
    await tx.manager.insert(ReferralMessageRow, { ...said, id, referralId, at: this.clock.now(), text });
    const { fromId, toId } = await tx.manager.findOneByOrFail(ReferralRow, { id: referralId });
    await changed(tx, [fromId, toId]);
  }

  async record(tx: Transaction, actor: Actor, action: string, referralId: string): Promise<void> {
    await this.trail.record(tx, actOf(actor, action, 'referral', referralId));
  }
}
