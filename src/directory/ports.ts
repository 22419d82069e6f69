import type { Actor } from '../identity/index.js';

/** What the directory asks of features above it. They answer; it never imports them. */

/** May this reader know this door? Answered by referrals: where the place itself accepted one of hers that is not over. */
export abstract class DoorKeeper {
  /** Of these listings, those whose confidential door this reader may know through a referral. */
  abstract openDoors(actor: Actor, listingIds: readonly string[]): Promise<Set<string>>;
}

/** Whom and where a woman must not meet. Answered by clients. */
export abstract class AvoidBook {
  /** Null where there is no such client for this reader: unknown and somebody else's sound the same. */
  abstract avoidedBy(actor: Actor, clientId: string): Promise<AvoidedPlaces | null>;
}

export interface AvoidedPlaces {
  organizationIds: readonly string[];
  areaIds: readonly string[];
  /** Places that were tried before: left out like the rest, for this search only. */
  listingIds?: readonly string[];
}
