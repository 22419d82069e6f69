import { Inject, Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ClientKeys } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import { endOfDay, plusDays, type InstantText } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { Once } from '../platform/once/index.js';
import { SETTINGS } from '../platform/settings.js';
import type { GiveConsentInput } from './consent.input.js';
import { PlanEndBook } from './ports.js';
import { CONSENT_TERMS } from './statements.js';

/** Until when: a day that was said, the end of a plan of hers, or the usual time. */
export type Until = Pick<GiveConsentInput, 'expiresAt' | 'untilEndOfPlanId'>;

/** What writing consents down needs besides: one key one effect, her own key for the purpose, the trail. */
@Injectable()
export class ConsentDesk {
  constructor(
    private readonly repeatable: Once,
    private readonly clientKeys: ClientKeys,
    private readonly trail: AuditTrail,
    private readonly plans: PlanEndBook,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A repeat shows again what she agreed to: that is a reading. */
  async once(
    tx: Transaction,
    actor: Actor,
    operation: string,
    input: GiveConsentInput,
    work: () => Promise<string>,
  ): Promise<string> {
    const given = new Set<string>();
    const id = await this.repeatable.do(
      tx,
      { who: actor.staffId, operation, key: input.key, body: input },
      async () => {
        const newId = await work();
        given.add(newId);
        return newId;
      },
    );
    if (!given.has(id)) await this.record(tx, actor, 'consent.read', id);
    return id;
  }

  /** Until the end of her plan as it is expected now: never longer than she was told, however the plan moves later. */
  async expiryOf(tx: Transaction, clientId: string, until: Until, now: InstantText): Promise<InstantText> {
    const { expiresAt, untilEndOfPlanId } = until;
    const longest = plusDays(now, CONSENT_TERMS.maximumDays);
    if (untilEndOfPlanId) {
      if (expiresAt) throw invalidAt('expiresAt', 'Give either a day or the plan that it lasts as long as.');
      const lastDay = await this.plans.lastDayOf(tx, clientId, untilEndOfPlanId);
      const ends = lastDay && endOfDay(lastDay, this.settings.networkTimezone);
      if (!ends || ends <= now) throw invalidAt('untilEndOfPlanId', 'She has no such plan that goes on.');
      return ends < longest ? ends : longest;
    }
    const asked = expiresAt ?? plusDays(now, CONSENT_TERMS.defaultDays);
    if (asked <= now) throw invalidAt('expiresAt', 'Choose a day that lies ahead.');
    if (asked > longest) throw invalidAt('expiresAt', 'A year at most: then ask her again.');
    return asked;
  }

  /** The purpose is hers to read after the consent is gone, so it is sealed under her own key. */
  async sealPurpose(tx: Transaction, clientId: string, consentId: string, purpose: string): Promise<string> {
    return (await this.clientKeys.one(tx, clientId)).seal(purpose, purposeOf(consentId));
  }

  async record(tx: Transaction, actor: Actor, action: string, consentId: string): Promise<void> {
    await this.trail.record(tx, actOf(actor, action, 'consent', consentId));
  }
}

export const purposeOf = (consentId: string): string => `consent:${consentId}:purpose`;
