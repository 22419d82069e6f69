import type { Transaction } from '../platform/database/index.js';
import type { ReferralRow } from './referral.entity.js';

/** What referrals tell plans, which stand above them. */
export abstract class PlanNeeds {
  /** She got what a step of her plan asked for, by this referral. */
  abstract met(tx: Transaction, referral: ReferralRow): Promise<void>;
  /** It was entered in error: nothing was met by it. */
  abstract notMet(tx: Transaction, referral: ReferralRow): Promise<void>;
}
