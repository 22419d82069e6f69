import type { Actor } from '../../identity/index.js';
import type { PlaceQuestionRow } from './asking.entity.js';

/** Who asked, as a side: any caseworker of her organization, so that the night shift takes over from the day's. */
export const asked = (actor: Actor, question: Pick<PlaceQuestionRow, 'organizationId'>): boolean =>
  actor.is('CASEWORKER') && question.organizationId !== null && actor.worksAt(question.organizationId);

/** The place itself. */
export const answersFor = (actor: Actor, place: { listingId: string; organizationId: string }): boolean =>
  actor.is('AGENCY') && actor.worksAt(place.organizationId) && actor.answersForListing(place.listingId);

/** Who writes down what a place without staff of its own said on the phone: the worker who asked it. */
export const writesDownFor = (
  actor: Actor,
  question: Pick<PlaceQuestionRow, 'organizationId' | 'askedById'>,
  placeAnswersHere: boolean,
): boolean => asked(actor, question) && question.askedById === actor.staffId && !placeAnswersHere;
