import type { TestApp } from '../../support/app.js';
import { CASEWORKER, COLLEAGUE, type TestJourney, type Woman } from '../../support/journey.js';
import { stepOf, type TestPlanning } from '../../support/planning.js';
import { DEACTIVATED, READER_KINDS } from '../readers.js';
import { does } from './does.js';

export const PASSPHRASE = 'a grey heron on the far bank';

/** All that a worker can write of a woman. */
export const DETAILS = {
  ageBand: 'FROM_25_TO_34',
  pregnancy: 'PREGNANT',
  dueMonth: '2026-07',
  childrenAges: [4],
  gender: 'woman',
  languages: ['en', 'es'],
  medicineRunsOutOn: '2026-04-01',
  countMe: true,
  safeContact: {
    ...{ channel: 'PHONE', details: '+999 555 0142', safeTimes: 'mornings', codeWord: 'heron' },
    hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '08:00', to: '12:00' }],
    ...{ voicemailOk: true, slipOk: true },
  },
};

export async function openWomen({ app, journey }: { app: TestApp; journey: TestJourney }) {
  const { organizations, areas, staff } = app.network;
  const avoid = {
    organizationIds: [organizations.northside],
    areaIds: [areas.farVillage],
    note: 'his brother works there',
  };
  const woman = await journey.opens({ ...DETAILS, avoid, passphrase: PASSPHRASE });
  const handedOver = await journey.opens(DETAILS, COLLEAGUE);
  await does(
    app,
    COLLEAGUE,
    'mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename } }',
    {
      input: { toId: staff[CASEWORKER], clientIds: [handedOver.id], note: 'she sleeps late' },
    },
  );
  const inside = await journey.opens(DETAILS);
  const withoutWorker: Woman[] = [];
  for (let each = 0; each < READER_KINDS.length; each++) withoutWorker.push(await journey.opens(DETAILS, DEACTIVATED));
  return { woman, handedOver, inside, withoutWorker };
}

export async function sheAgrees(journey: TestJourney, woman: Woman) {
  return {
    refuge: await journey.sheConsents(woman, 'safeHouse'),
    clinic: await journey.sheConsents(woman, 'clinic', { listing: 'clinicPmtct' }),
    brigid: await journey.sheConsents(woman, 'brigid'),
    hostel: await journey.sheConsents(woman, 'hostel'),
  };
}

interface Planned {
  app: TestApp;
  planning: TestPlanning;
  woman: Woman;
  inside: Woman;
  facilityId: string;
}

export async function sheHasPlans({ app, planning, woman, inside, facilityId }: Planned) {
  let plan = await planning.starts(woman, 'pmtct');
  plan = await planning.does('movePlanDate', plan, { date: '2026-08-10', note: 'the scan said so' });
  const referred = await planning.refers(plan, 'antenatal', app.network.listings.clinicPmtct);
  plan = referred.plan;
  plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'prophylaxis-agreed').id, note: 'agreed' });
  plan = await planning.does('skipPlanStep', plan, {
    stepId: stepOf(plan, 'hiv-test').id,
    reasonCode: 'done-elsewhere',
    note: 'tested in May',
  });
  const said = { date: '2026-07-15', facilityId };
  const planOfRelease = await planning.starts(inside, 'release-from-prison', said);
  const begun = await planning.starts(woman, 'hepatitis-b', { date: '2026-04-01' });
  const planEnded = await planning.does('endPlan', begun, { endCode: 'reached' });
  return { plan, planOfRelease, planEnded, planned: referred.referral };
}
