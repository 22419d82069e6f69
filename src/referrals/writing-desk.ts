import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { keyStays } from './key-stays.js';

/** What acts that are no steps need: the consent's key while it stands, and the trail. */
@Injectable()
export class WritingDesk {
  constructor(
    private readonly clock: Clock,
    private readonly consents: ConsentBook,
    private readonly trail: AuditTrail,
  ) {}

  /** Null once she took it back or it ran out. */
  async openKey(tx: Transaction, consentId: string, expiresAt: string): Promise<SealingKey | null> {
    if (expiresAt <= this.clock.now() || !(await keyStays(tx, consentId))) return null;
    return (await this.consents.keys(tx, [consentId])).get(consentId) ?? null;
  }

  async record(tx: Transaction, actor: Actor, action: string, referralId: string): Promise<void> {
    await this.trail.record(tx, actOf(actor, action, 'referral', referralId));
  }
}
