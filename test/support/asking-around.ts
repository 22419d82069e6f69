import type { TestApp } from './app.js';
import type { ListingKey } from './network.js';

export interface AskedAround {
  __typename: string;
  message?: string;
  problems?: { path: string }[];
}
export interface SeenAnswer {
  listing: { id: string };
  answer: string;
  reason: { code: string } | null;
  holdUntil: string | null;
  note: string | null;
  at: string;
}
export interface SeenQuestion extends AskedAround {
  id: string;
  services: string[];
  conditions: string[];
  childrenAges: number[];
  urgency: string;
  closesAt: string;
  asked: { id: string }[];
  toRing: { id: string; phones: { number: string }[]; howToRefer: { nightPhone: string | null } }[];
  answers: SeenAnswer[];
  closed: boolean;
}
export interface SeenCall extends AskedAround {
  id: string;
  listing: { id: string };
  answer: string;
  reason: { code: string; side: string } | null;
  at: string;
}
export interface PlaceSaid {
  reasonCode?: string;
  holdUntil?: string;
  note?: string;
}

const QUESTION = `id services conditions childrenAges urgency closesAt closed
  asked { id } toRing { id phones { number } howToRefer { nightPhone } }
  answers { listing { id } answer reason { code } holdUntil note at }`;
const REFUSALS = `... on Problem { message } ... on InvalidInput { problems { path } }`;

/** What workers and places do when she asks around, through the front door; everybody says who does it. */
export class AskingAround {
  constructor(private readonly app: TestApp) {}

  async rings(who: string, listing: ListingKey | { id: string }, answer: string, said: object = {}): Promise<SeenCall> {
    const document = `mutation ($input: RecordCallInput!) { recordCall(input: $input) { __typename
      ... on Call { id listing { id } answer reason { code side } at } ${REFUSALS} } }`;
    const input = { listingId: this.#id(listing), services: ['shelter'], answer, ...said };
    return (await this.#ask(who, document, { input })) as SeenCall;
  }

  async asks(who: string, listings: (ListingKey | { id: string })[], said: object = {}): Promise<SeenQuestion> {
    const document = `mutation ($input: AskPlacesInput!) { askPlaces(input: $input) { __typename
      ... on PlaceQuestion { ${QUESTION} } ${REFUSALS} } }`;
    const listingIds = listings.map((listing) => this.#id(listing));
    const input = { listingIds, services: ['shelter'], urgency: 'TODAY', ...said };
    return (await this.#ask(who, document, { input })) as SeenQuestion;
  }

  async answers(
    who: string,
    id: string,
    listing: ListingKey | { id: string },
    answer: string,
    said: PlaceSaid = {},
  ): Promise<SeenQuestion> {
    const document = `mutation ($input: AnswerPlaceQuestionInput!) { answerPlaceQuestion(input: $input) { __typename
      ... on PlaceQuestion { ${QUESTION} } ${REFUSALS} } }`;
    const input = { id, listingId: this.#id(listing), answer, ...said };
    return (await this.#ask(who, document, { input })) as SeenQuestion;
  }

  async sees(who: string, open?: boolean | null): Promise<SeenQuestion[]> {
    const document = `query ($open: Boolean = true) { placeQuestions(open: $open) { __typename ${QUESTION} } }`;
    return (await this.#ask(who, document, { open })) as SeenQuestion[];
  }

  /** In so many hours from now. */
  at(hours: number): string {
    return new Date(this.app.clock.millis() + hours * 3_600_000).toISOString();
  }

  #id(listing: ListingKey | { id: string }): string {
    return typeof listing === 'string' ? this.app.network.listings[listing] : listing.id;
  }

  async #ask(who: string, document: string, variables: Record<string, unknown>): Promise<unknown> {
    const { data, errors } = await this.app.as(who)(document, variables);
    if (errors) throw new Error(errors.map((each) => `${each.extensions.code}: ${each.message}`).join('\n'));
    return Object.values(data as object)[0];
  }
}
