import type { Actor } from '../identity/index.js';
import type { Face } from './learning/learnt.js';
import type { EvidenceSourceValue } from './listing-facts.js';
import type { ListingRow } from './listing.entity.js';

type Owned = Pick<ListingRow, 'id' | 'organizationId'>;

/** Reads the directory as anybody outside would: published listings, no confidential door, no word on places free. */
export const readsPublicFaceOnly = (actor: Actor): boolean => actor.roles.every((role) => role === 'ANALYST');

/** How much of what was learnt from refusals she reads: all of it who verifies, a week late who reads the public face. */
export function faceOf(actor: Actor): Face {
  if (actor.is('ADMINISTRATOR')) return 'NETWORK';
  return readsPublicFaceOnly(actor) ? 'PUBLIC' : 'WORKERS';
}

/** What is published is everybody's; the rest is for its own organization and for who runs the network. */
export const maySee = (actor: Actor, listing: Pick<ListingRow, 'organizationId' | 'status'>): boolean =>
  listing.status === 'PUBLISHED' || seesUnpublished(actor, listing.organizationId);

/** Drafts and paused listings of this organization too. */
export const seesUnpublished = (actor: Actor, organizationId: string): boolean =>
  !readsPublicFaceOnly(actor) && (actor.worksAt(organizationId) || actor.is('ADMINISTRATOR'));

/** How an address looks to others is told who chose that or watches over it; anybody else is one of the others herself. */
export const seesWhatOthersSee = (actor: Actor, listing: Pick<ListingRow, 'organizationId'>): boolean =>
  seesUnpublished(actor, listing.organizationId);

/**
 * By what this reader may know the whole address: everybody may (`PUBLIC`), she works there, she runs the network (and that is written down), or
 * neither (`NO`), and then only a referral that the place itself accepted can open the door.
 */
export type DoorRight = 'PUBLIC' | 'OWN' | 'AUDITED' | 'NO';

export function doorRight(actor: Actor, listing: Pick<ListingRow, 'organizationId' | 'addressVisibility'>): DoorRight {
  if (listing.addressVisibility === 'FULL') return 'PUBLIC';
  if (readsPublicFaceOnly(actor)) return 'NO';
  if (actor.worksAt(listing.organizationId)) return 'OWN';
  return actor.is('ADMINISTRATOR') ? 'AUDITED' : 'NO';
}

/**
 * As whom this writer speaks about the listing: as the network's staff about any, as the place itself about those of her own organization that she
 * answers for. Null: she may not write here.
 */
export function speaksAs(actor: Actor, listing: Owned): WriterSource | null {
  if (actor.is('ADMINISTRATOR')) return 'NETWORK';
  const answers = actor.is('AGENCY') && actor.worksAt(listing.organizationId) && actor.answersForListing(listing.id);
  return answers ? 'ORGANIZATION' : null;
}

/** The same for a listing that is not there yet. Who answers for some listings only opens no others. */
export function opensAs(actor: Actor): WriterSource | null {
  if (actor.is('ADMINISTRATOR')) return 'NETWORK';
  return actor.is('AGENCY') && actor.answersFor === null ? 'ORGANIZATION' : null;
}

export type WriterSource = Extract<EvidenceSourceValue, 'NETWORK' | 'ORGANIZATION'>;
