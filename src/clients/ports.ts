import type { Actor } from '../identity/index.js';
import type { Reader } from '../platform/database/index.js';

/** What clients ask of referrals, which stand above them. */
export abstract class ArrivalBook {
  /**
   * What the woman is counted as who came to this reader by that referral, so that she may be opened there by it. Null where she did not come by it,
   * the reader does not answer for it, or what was shared may be read no more: all of it sounds like a referral that does not exist.
   */
  abstract countedAs(reader: Reader, actor: Actor, referralId: string): Promise<string | null>;
}
