import sql, { raw } from 'sql-template-tag';
import type { Answer, TestApp } from './app.js';
import { CASEWORKER } from './journey.js';

export const MANAGER = 'manager@riverside.example';

const HOLD = `id code placedAt placedBy { email } reason endedAt endedBy { email } endReason`;
const PROBLEM = `... on Problem { message } ... on InvalidInput { problems { path message } }`;

/** What is done so that nothing of hers is left, or nothing may go. */
export class TestForgetting {
  constructor(private readonly app: TestApp) {}

  erases(clientId: string, said: object = {}, by = CASEWORKER): Promise<Answer['data']> {
    return this.#one(
      by,
      `mutation ($input: EraseClientInput!) { eraseClient(input: $input) { __typename
        ... on ClientErased { referralsEnded referralsEmptied consentsEnded plansAndDraftsErased stays } ${PROBLEM} } }`,
      { input: { clientId, confirm: 'ERASE', ...said } },
    );
  }

  holds(code: string, reason = 'A court asked for it', by = MANAGER): Promise<Answer['data']> {
    return this.#one(
      by,
      `mutation ($input: PlaceLegalHoldInput!) { placeLegalHold(input: $input) { __typename
        ... on LegalHold { ${HOLD} } ${PROBLEM} } }`,
      { input: { code, reason } },
    );
  }

  endsHold(holdId: string, reason = 'The court has ruled', by = MANAGER): Promise<Answer['data']> {
    return this.#one(
      by,
      `mutation ($input: EndLegalHoldInput!) { endLegalHold(input: $input) { __typename
        ... on LegalHold { ${HOLD} } ${PROBLEM} } }`,
      { input: { holdId, reason } },
    );
  }

  standing(by = MANAGER): Promise<Answer['data']> {
    return this.#one(by, `{ legalHolds { ${HOLD} } }`, {});
  }

  /** Whether these words stand in any row of any table, and sealed texts that a key of the database still opens. */
  async rowsOf(table: string, where: string): Promise<Record<string, unknown>[]> {
    return this.app.database.all(sql`SELECT * FROM ${raw(table)} WHERE ${raw(where)}`);
  }

  async #one(who: string, document: string, variables: object): Promise<Answer['data']> {
    const answer = await this.app.as(who)(document, { ...variables });
    if (answer.errors) return { errors: answer.errors.map(({ extensions }) => extensions.code) };
    return (Object.values(answer.data as Record<string, unknown>) as Answer['data'][])[0];
  }
}
