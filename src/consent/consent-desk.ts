import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ClientKeys } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { Once } from '../platform/once/index.js';
import type { GiveConsentInput } from './consent.input.js';

/** What writing consents down needs besides: one key one effect, her own key for the purpose, the trail. */
@Injectable()
export class ConsentDesk {
  constructor(
    private readonly repeatable: Once,
    private readonly clientKeys: ClientKeys,
    private readonly trail: AuditTrail,
  ) {}

  once(tx: Transaction, actor: Actor, operation: string, input: GiveConsentInput, work: () => Promise<string>) {
    return this.repeatable.do(tx, { who: actor.staffId, operation, key: input.key, body: input }, work);
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
