import { Injectable } from '@nestjs/common';
import { ListingBook, type Asking, type Listing } from '../../directory/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import { presentReason } from '../reasons.js';
import { PlaceCallRow, type AskedPlaceRow } from './asking.entity.js';
import { answersFor, asked } from './asking.policy.js';
import { Call, PlaceQuestion, PlaceQuestionAnswer } from './asking.type.js';
import { ListPlaceQuestions, type QuestionWithPlaces } from './list-place-questions.js';
import { hasSpoken, isOver } from './question-state.js';

interface SeenPlace {
  row: AskedPlaceRow;
  listing: Listing;
}

/** The only way out for what was asked. A place sees what is needed and its own answer, and of who asked nothing at all. */
@Injectable()
export class AskingPresenter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly listings: ListingBook,
    private readonly questions: ListPlaceQuestions,
  ) {}

  async call(id: string, asking: Asking): Promise<Call> {
    const row = await this.database.manager.findOneByOrFail(PlaceCallRow, { id });
    return Object.assign(new Call(), {
      id: row.id,
      listing: await this.listings.listing(asking, row.listingId),
      answer: row.answer,
      reason: presentReason(row.reasonCode),
      at: row.at,
      enteredInError: row.correctedOn !== null,
    });
  }

  /** One question as it stands now. */
  async question(id: string, asking: Asking): Promise<PlaceQuestion> {
    const found = await this.questions.one(id);
    if (!found) throw forbidden();
    return this.present(found, asking);
  }

  async present({ question, places }: QuestionWithPlaces, asking: Asking): Promise<PlaceQuestion> {
    const { actor } = asking;
    const herSide = asked(actor, question);
    const all = await Promise.all(
      places.map(async (row) => ({ row, listing: await this.listings.listing(asking, row.listingId) })),
    );
    const seen = herSide
      ? all
      : all.filter(({ row, listing: { organization } }) =>
          answersFor(actor, { listingId: row.listingId, organizationId: organization.id }),
        );
    if (seen.length === 0) throw forbidden();
    return Object.assign(new PlaceQuestion(), {
      id: question.id,
      services: question.services,
      conditions: question.conditions,
      childrenAges: question.childrenAges,
      urgency: question.urgency,
      closesAt: question.closesAt,
      asked: seen.map(({ listing }) => listing),
      answers: firstAnswerFirst(seen).flatMap(presentAnswer),
      toRing: herSide ? seen.filter(isToBeRung).map(({ listing }) => listing) : [],
      // That all others have answered would tell a place of them.
      closed: isOver(question, this.clock.now()) || (herSide && places.every(hasSpoken)),
    });
  }
}

const isToBeRung = ({ row, listing }: SeenPlace): boolean => !listing.organization.answersHere && !hasSpoken(row);

const firstAnswerFirst = (seen: readonly SeenPlace[]): SeenPlace[] =>
  seen.toSorted((a, b) => ((a.row.answeredAt ?? '') < (b.row.answeredAt ?? '') ? -1 : 1));

const presentAnswer = ({ row, listing }: SeenPlace): PlaceQuestionAnswer[] =>
  row.answer === null
    ? []
    : [
        Object.assign(new PlaceQuestionAnswer(), {
          listing,
          answer: row.answer,
          reason: presentReason(row.reasonCode),
          holdUntil: row.holdUntil,
          note: row.note,
          at: row.answeredAt ?? '',
        }),
      ];
