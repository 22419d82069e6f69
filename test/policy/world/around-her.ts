import type { Answer, TestApp } from '../../support/app.js';
import type { AskingAround } from '../../support/asking-around.js';
import { TestForgetting } from '../../support/forgetting.js';
import { BRIGID, CASEWORKER, CITY_SHELTER, CLINIC, REFUGE, type Woman } from '../../support/journey.js';
import { does } from './does.js';

export async function herWorkerAsks(asking: AskingAround) {
  const { id: callId } = await asking.rings(CASEWORKER, 'hostel', 'NO', { reasonCode: 'drug-use' });
  const { id: questionId } = await asking.asks(
    CASEWORKER,
    ['refuge', 'cityShelter', 'clinicPmtct', 'brigidRefuge', 'hostel'],
    {
      ...{ conditions: ['accepts-drug-use'], childrenAges: [4] },
    },
  );
  for (const [who, listing] of [
    [REFUGE, 'refuge'],
    [CITY_SHELTER, 'cityShelter'],
    [CLINIC, 'clinicPmtct'],
    [BRIGID, 'brigidRefuge'],
  ] as const)
    await asking.answers(who, questionId, listing, who === REFUGE ? 'YES' : 'NO', {
      ...(who === REFUGE ? { holdUntil: asking.at(2) } : { reasonCode: 'no-space' }),
      note: 'until midnight',
    });
  return { callId, questionId };
}

/** By whom she is to be reached, and a court that wants her record kept. */
export async function whatIsKept(app: TestApp, woman: Woman) {
  return { contactId: await meansToRing(app, woman), holdId: await holdsHer(app, woman) };
}

/** Within her hours. */
export const RINGS_AT = '2026-03-20T10:00:00.000Z';
export async function meansToRing(app: TestApp, { id }: Pick<Woman, 'id'>, by = CASEWORKER): Promise<string> {
  const planned = await does(
    app,
    by,
    'mutation ($input: PlanContactInput!) { planContact(input: $input) { __typename ... on PlannedContact { id } } }',
    { input: { clientId: id, means: 'PHONE', at: RINGS_AT } },
  );
  return planned.id as string;
}

export async function holdsHer(app: TestApp, { code }: Pick<Woman, 'code'>, by?: string): Promise<string> {
  const held = await new TestForgetting(app).holds(code, 'A court asked for it', by);
  return held.id as string;
}

export const saysWhy = (app: TestApp, who: string, id: string): Promise<Answer> =>
  app.as(who)('query ($id: ID!) { client(id: $id, purpose: "her worker is ill") { id } }', { id });
