/** What clients ask of referrals, which stand above them. */
export abstract class ArrivalBook {
  /** Whether this referral came to that organization, so that a woman may be opened there by it. */
  abstract cameTo(organizationId: string, referralId: string): Promise<boolean>;
}
