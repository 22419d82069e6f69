import type { Actor, Side } from '../identity/index.js';
import type { ReferralRow } from './referral.entity.js';
import type { Standing } from './journey.js';

/** What a reader's sight of one referral depends on, besides the two of them. */
export interface SightFacts {
  /** Her details are open to this reader: her worker, or a purpose given in this shift. */
  detailsOpen: boolean;
  /** The consent it was sent under speaks of this listing only; null: of the whole organization, or not sent. */
  narrowedTo: string | null;
  /** That consent is neither expired nor withdrawn. */
  consentActive: boolean;
  /** She is in custody, and the receiver is a place of custody: nothing of hers is shared with it. */
  closedByCustody: boolean;
  /** The receiver has staff who answer here themselves. */
  receiverAnswersHere: boolean;
  /** The sender's caseworkers see each other's, by code and status. */
  teamInbox: boolean;
}

/** How one reader sees one referral. */
export interface Sight {
  /** Of the organization that sends. Its managers: code, states, times, reasons. */
  fromSide: boolean;
  /** A colleague who said no purpose: code, status, what is due, and who walks with her. Where she is sent, for what and why is not shown. */
  veiled: boolean;
  /** …and what is hers. */
  details: boolean;
  /** Answers for the receiver. */
  receiver: boolean;
  /** Manager of the receiver: the same without what was shared. */
  toManager: boolean;
  /** What crossed over may be read on the receiving side. */
  sharedOpen: boolean;
  standing: Standing;
}

type Subject = Pick<ReferralRow, 'fromId' | 'toId' | 'sentAt'>;

/** The whole sentence of who may see a referral. Null: not at all, which sounds like a referral that does not exist. */
export function sightOf(actor: Actor, referral: Subject, facts: SightFacts): Sight | null {
  const manages = actor.is('MANAGER');
  const fromSide =
    actor.worksAt(referral.fromId) && (manages || (actor.is('CASEWORKER') && (facts.detailsOpen || facts.teamInbox)));
  const toSide = actor.worksAt(referral.toId) && referral.sentAt !== null;
  const receiver = toSide && actor.is('AGENCY') && actor.answersForListing(facts.narrowedTo);
  const toManager = toSide && manages;
  if (!fromSide && !receiver && !toManager) return null;
  const referrer = fromSide && actor.is('CASEWORKER') && facts.detailsOpen;
  return {
    fromSide,
    veiled: fromSide && !manages && !facts.detailsOpen && !receiver,
    details: fromSide && facts.detailsOpen,
    receiver,
    toManager,
    sharedOpen: receiver && facts.consentActive && !facts.closedByCustody,
    standing: { referrer, receiver, maker: referrer, mayAnswerOnBehalf: referrer && !facts.receiverAnswersHere },
  };
}

/** From where this reader looks, in the words of the policy of fields. */
export function sidesOf(sight: Sight, actor: Actor): Side[] {
  const sides: Side[] = [];
  if (sight.details) sides.push('HERS');
  else if (sight.fromSide) sides.push(actor.is('MANAGER') ? 'MANAGER' : 'TEAM');
  if (sight.receiver) sides.push(sight.sharedOpen ? 'RECEIVER' : 'RECEIVER_CLOSED');
  if (sight.toManager) sides.push('RECEIVERS_MANAGER');
  return sides;
}
