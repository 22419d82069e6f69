import type { RoleValue } from './role.js';

/** Who asks, as every rule of the house sees her. */
export class Actor {
  constructor(
    readonly staffId: string,
    readonly organizationId: string,
    readonly roles: readonly RoleValue[],
    /** The listings she answers for; null where it is all of her organization's. */
    readonly answersFor: readonly string[] | null = null,
    /** Her role needs an authenticator and she has none yet: until then she may only enrol one. */
    readonly mustEnrol = false,
  ) {}

  is(...roles: RoleValue[]): boolean {
    return roles.some((role) => this.roles.includes(role));
  }

  worksAt(organizationId: string): boolean {
    return this.organizationId === organizationId;
  }

  /** Whether a matter narrowed to one listing is hers to answer; null: it is not narrowed. */
  answersForListing(listingId: string | null): boolean {
    return listingId === null || this.answersFor === null || this.answersFor.includes(listingId);
  }
}
