import type { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { TestJourney, type Consent, type SeenReferral, type Woman } from '../support/journey.js';
import { putPlanPlaces, putPrison, TestPlanning, type Plan } from '../support/planning.js';
import { DEACTIVATED, leaves, MANAGER_WITH_PURPOSE, putReaders, WITH_PURPOSE } from './readers.js';
import { herWorkerAsks, saysWhy, whatIsKept } from './world/around-her.js';
import { openWomen, sheAgrees, sheHasPlans } from './world/her.js';
import { sheIsReferred, theClinicAsks, theyTalk } from './world/her-referrals.js';
import { figuresAreSealed, putWholePlace, theNetworkWorks } from './world/network.js';

/** One woman with everything that can be told, and what else the tables ask about. */
export interface World {
  app: TestApp;
  journey: TestJourney;
  planning: TestPlanning;
  asking: AskingAround;
  places: Awaited<ReturnType<typeof putPlanPlaces>> & { whole: string };
  facilityId: string;
  woman: Woman;
  /** Handed over to her worker, who has not said so yet. */
  handedOver: Woman;
  /** In custody, with a plan for her release. */
  inside: Woman;
  /** Their worker has left; one for each kind of reader to take over. */
  withoutWorker: Woman[];
  consents: Record<'refuge' | 'clinic' | 'brigid' | 'hostel', Consent>;
  referrals: Record<
    | 'draft'
    | 'declined'
    | 'scheduled'
    | 'completed'
    | 'waitlisted'
    | 'sent'
    | 'withdrawn'
    | 'held'
    | 'unagreed'
    | 'onBehalf'
    | 'planned',
    SeenReferral
  >;
  plan: Plan;
  planOfRelease: Plan;
  planEnded: Plan;
  questionId: string;
  contactId: string;
  holdId: string;
  releaseId: string;
  decisionId: string;
  importId: string;
  messageId: string;
  callId: string;
  /** Came to nothing, for each to refer again from. */
  toCity: SeenReferral;
  changes: { listingToDecide: string; toWithdraw: string; decided: string };
  taskId: string;
  recoveryId: string;
}

/** Everything through the front door, as it comes about in a worker's weeks. */
export async function arrangeWorld(app: TestApp): Promise<World> {
  await putReaders(app);
  const places = { ...(await putPlanPlaces(app)), ...(await putWholePlace(app)) };
  const { organizationId: facilityId } = await putPrison(app);
  const tools = { app, journey: new TestJourney(app), planning: new TestPlanning(app), asking: new AskingAround(app) };
  const women = await openWomen(tools);
  const consents = await sheAgrees(tools.journey, women.woman);
  const sent = await sheIsReferred(tools, women.woman);
  const { planned, ...plans } = await sheHasPlans({ ...tools, ...women, facilityId });
  const referrals = { ...sent, planned };
  const messageId = await theyTalk(app, referrals.scheduled);
  await theClinicAsks(app, referrals.sent);
  const asked = await herWorkerAsks(tools.asking);
  await tools.journey.sheWithdraws(consents.brigid.id);
  for (const who of [WITH_PURPOSE, MANAGER_WITH_PURPOSE])
    for (const { id } of [women.woman, women.handedOver, women.inside]) await saysWhy(app, who, id);
  await leaves(app, DEACTIVATED);
  const toCity = referrals.declined;
  const network = await theNetworkWorks(app, tools.asking);
  return {
    ...tools,
    ...women,
    ...plans,
    ...asked,
    ...network,
    ...(await whatIsKept(app, women.woman)),
    ...(await figuresAreSealed(app)),
    toCity,
    places,
    facilityId,
    consents,
    referrals,
    messageId,
  };
}
