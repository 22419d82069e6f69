import type { TestApp } from '../../support/app.js';
import {
  BRIGID,
  CASEWORKER,
  CLINIC,
  REFUGE,
  type SeenReferral,
  type TestJourney,
  type Woman,
} from '../../support/journey.js';
import { does } from './does.js';

const HANDOVER = {
  ...{ assistance: 'ACCOMPANIED', companion: 'WORKER', transport: 'ARRANGED', childcareArranged: true },
  ...{ meetingPoint: 'the library', meetAt: '2026-03-19T09:00:00.000Z', callBack: 'Riverside, by day' },
} as const;

export async function sheIsReferred({ app, journey }: { app: TestApp; journey: TestJourney }, woman: Woman) {
  const what = { needs: ['a bed'], note: 'with one bag', handover: HANDOVER, deadline: '2026-03-21T09:00:00.000Z' };
  const sends = async (listing: Parameters<TestJourney['drafts']>[1], more: object = {}) =>
    journey.takes('SEND', CASEWORKER, await journey.drafts(woman, listing, { ...what, ...more }), { note: 'sent' });
  const declined = await journey.takes('DECLINE', REFUGE, await sends('secondStage'), {
    ...{ reasonCode: 'no-space', note: 'full until May' },
  });
  let scheduled = await sends('refuge', { replacesId: declined.id, neededFrom: '2026-03-20' });
  scheduled = await journey.takes('ACCEPT', REFUGE, scheduled, {
    condition: 'with her papers',
    note: 'the room upstairs',
  });
  scheduled = await journey.takes('SCHEDULE', CASEWORKER, scheduled, { appointmentAt: '2026-03-20T10:00:00.000Z' });
  const held = await journey.takes('ACCEPT', REFUGE, await sends('refuge'), { holdUntil: inHours(app, 3) });
  const waiting = { lookAgainOn: '2026-03-25', note: 'third in line' };
  const waitlisted = await journey.takes('WAITLIST', REFUGE, await sends('refuge'), waiting);
  let completed = await journey.takes('ARRIVE', REFUGE, await sends('refuge'), { stillWithHerWhenReceived: true });
  completed = await journey.takes('COMPLETE', REFUGE, completed, { outcome: 'RECEIVED', note: 'she stayed' });
  completed = await journey.notesHerWord(completed, { gotHelp: true, treatedWithRespect: true, wouldReturn: true });
  let withdrawn = await journey.takes('ACCEPT', BRIGID, await sends('brigidRefuge', { neededFrom: '2026-03-20' }), {
    note: 'come at noon',
  });
  withdrawn = await journey.writes(BRIGID, withdrawn, 'we wait for her').then(() => withdrawn);
  const rang = { onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
  const onBehalf = await journey.takes('ACCEPT', CASEWORKER, await sends('hostel'), rang);
  return {
    ...{ onBehalf, declined, scheduled, held, waitlisted, completed, withdrawn },
    sent: await sends('clinicPmtct', { services: ['pmtct'], neededFrom: '2026-03-20' }),
    draft: await journey.drafts(woman, 'refuge', { ...what, neededFrom: '2026-03-25' }),
    unagreed: await journey.drafts(woman, 'brigidRefuge', what),
  };
}

/** A question of the refuge's, and its answer. */
export async function theyTalk(app: TestApp, referral: SeenReferral): Promise<string> {
  const asked = await does(
    app,
    REFUGE,
    'mutation ($id: ID!) { askSender(referralId: $id, text: "Does she need a cot?") { ... on Referral { messages { id kind } } } }',
    { id: referral.id },
  );
  const questionId = asked.messages.find(({ kind }: { kind: string }) => kind === 'QUESTION').id as string;
  await does(
    app,
    CASEWORKER,
    'mutation ($id: ID!, $questionId: ID!) { answerQuestion(referralId: $id, questionId: $questionId, text: "Yes.") { __typename } }',
    { id: referral.id, questionId },
  );
  return questionId;
}

/** One of the clinic's that nobody has answered yet. */
export async function theClinicAsks(app: TestApp, { id }: SeenReferral): Promise<void> {
  await does(
    app,
    CLINIC,
    `mutation ($id: ID!) { askSender(referralId: $id, text: "Is there an interpreter?") { __typename } }`,
    { id },
  );
}

const inHours = (app: TestApp, hours: number): string => new Date(app.clock.millis() + hours * 3_600_000).toISOString();
