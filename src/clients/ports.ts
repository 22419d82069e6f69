import type { Actor } from '../identity/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';

/** What clients ask of referrals, which stand above them. */
export abstract class ArrivalBook {
  /**
   * What the woman is counted as who came to this reader by that referral, so that she may be opened there by it. Null where she did not come by it,
   * the reader does not answer for it, or what was shared may be read no more: all of it sounds like a referral that does not exist.
   */
  abstract countedAs(reader: Reader, actor: Actor, referralId: string): Promise<string | null>;
}

/** What clients ask of plans, which stand above them: a plan says when she is in custody, and until when. */
export abstract class CustodyBook {
  /** Of these women, those who are in custody. */
  abstract inCustody(reader: Reader, clientIds: readonly string[]): Promise<Set<string>>;
}

/** What her plans hang on, of what she told. */
export interface DaysSheTold {
  medicineRunsOutOn: string | null;
  dueMonth: string | null;
}

/** Told when one of these days changes: what is not done of her plans moves with it. */
export abstract class PlanDaysBook {
  abstract toldAnew(
    tx: Transaction,
    actor: Actor,
    clientId: string,
    before: DaysSheTold,
    now: DaysSheTold,
  ): Promise<void>;
}
