import { saveImported } from '../../src/directory/index.js';
import { Staff, type RoleValue } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids.js';
import type { Answer, TestApp } from './app.js';
import { CASEWORKER, type SeenReferral } from './journey.js';
import { putPlaces } from './places.js';

export const PRISON_DESK = 'agency@prison.example';
export const PRISON_WORKER = 'caseworker@prison.example';
export const PRISON_COLLEAGUE = 'colleague@prison.example';
export const PRISON_MANAGER = 'manager@prison.example';

export interface PlanStep {
  id: string;
  planId: string;
  code: string | null;
  name: string;
  kind: string;
  services: string[];
  dueOn: string | null;
  expectedOn: string;
  waitsFor: string | null;
  actFrom: string | null;
  overdue: boolean;
  state: string;
  doneOn: string | null;
  skipped: { code: string; name: string } | null;
  note: string | null;
  referral: { id: string; status: string } | null;
  answeredForAnotherDay: boolean;
}
export interface Plan {
  id: string;
  version: number;
  templateCode: string;
  name: string;
  dateIs: string;
  date: string;
  happenedOn: string | null;
  dates: { date: string | null; happened: boolean; at: string; by: { email: string } | null; note: string | null }[];
  custody: { facility: { name: string } | null; releaseToConfirm: boolean } | null;
  steps: PlanStep[];
  next: { code: string | null; dueOn: string }[];
  startedAt: string;
  endsOn: string;
  endedAt: string | null;
  end: { code: string } | null;
}
interface Problems {
  message: string;
  problems?: { path: string; message: string }[];
  current?: Plan;
}
export type PlanAnswer = { __typename: string } & Partial<Plan> & Partial<Problems>;

const STEP = `id planId code name kind services dueOn expectedOn waitsFor actFrom overdue state doneOn
  skipped { code name } note referral { id status } answeredForAnotherDay`;
export const PLAN = `id version templateCode name dateIs date happenedOn
  dates { date happened at by { email } note } custody { facility { name } releaseToConfirm }
  steps { ${STEP} } next { code dueOn } startedAt endsOn endedAt end { code }`;
const PROBLEMS = `... on Problem { message } ... on InvalidInput { problems { path message } }`;
const ANSWER = `__typename ... on Plan { ${PLAN} } ${PROBLEMS}`;
const STALE = `... on StalePlan { current { ${PLAN} } }`;

/** The acts on a plan, with the input that each takes. */
const ACTS = {
  movePlanDate: 'MovePlanDateInput',
  recordRelease: 'PlanEventInput',
  recordBirth: 'PlanEventInput',
  undoPlanEvent: 'PlanActInput',
  addPlanStep: 'AddPlanStepInput',
  checkPlanStep: 'CheckPlanStepInput',
  skipPlanStep: 'SkipPlanStepInput',
  undoPlanStep: 'PlanStepActInput',
  endPlan: 'EndPlanInput',
  reopenPlan: 'PlanActInput',
  correctPlan: 'PlanActInput',
} as const;
export type PlanAct = keyof typeof ACTS;

export interface Due {
  clientCode: string;
  dueOn: string;
  overdue: boolean;
  step: { code: string | null } | null;
}

/** What workers do with her plans, through the front door. */
export class TestPlanning {
  constructor(private readonly app: TestApp) {}

  asksToStart(client: { id: string }, templateCode: string, said: object = {}, by = CASEWORKER): Promise<PlanAnswer> {
    const document = `mutation ($input: StartPlanInput!) { startPlan(input: $input) { ${ANSWER} } }`;
    return this.#ask(by, document, { input: { clientId: client.id, templateCode, ...said } });
  }

  async starts(client: { id: string }, templateCode: string, said: object = {}, by = CASEWORKER): Promise<Plan> {
    return expectedPlan(await this.asksToStart(client, templateCode, said, by));
  }

  asksTo(act: PlanAct, plan: Pick<Plan, 'id' | 'version'>, said: object = {}, by = CASEWORKER): Promise<PlanAnswer> {
    const document = `mutation ($input: ${ACTS[act]}!) { ${act}(input: $input) { ${ANSWER} ${STALE} } }`;
    return this.#ask(by, document, { input: { id: plan.id, version: plan.version, ...said } });
  }

  async does(act: PlanAct, plan: Pick<Plan, 'id' | 'version'>, said: object = {}, by = CASEWORKER): Promise<Plan> {
    return expectedPlan(await this.asksTo(act, plan, said, by));
  }

  asksToRefer(
    plan: Plan,
    code: string,
    listingId: string,
    said: object = {},
    by = CASEWORKER,
  ): Promise<{ __typename: string; referral?: SeenReferral; plan?: Plan } & Partial<Problems>> {
    const document = `mutation ($input: ReferForPlanStepInput!) { referForPlanStep(input: $input) { __typename ${PROBLEMS}
      ... on PlanStepReferred { referral { id version code status services neededFrom deadline replaces { id } planStep { code } }
        plan { ${PLAN} } } ${STALE} } }`;
    const input = { id: plan.id, version: plan.version, stepId: stepOf(plan, code).id, listingId, ...said };
    return this.#ask(by, document, { input });
  }

  async refers(
    plan: Plan,
    code: string,
    listingId: string,
    said: object = {},
    by = CASEWORKER,
  ): Promise<{ referral: SeenReferral; plan: Plan }> {
    const answer = await this.asksToRefer(plan, code, listingId, said, by);
    if (!answer.referral || !answer.plan) throw new Error(`was answered ${JSON.stringify(answer)}`);
    return { referral: answer.referral, plan: answer.plan };
  }

  reads(who: string, id: string, language?: string): Promise<Plan | null> {
    const document = `query ($id: ID!, $language: String) { plan(id: $id, language: $language) { ${PLAN} } }`;
    return this.#ask(who, document, { id, language });
  }

  async sees(plan: Pick<Plan, 'id'>, who = CASEWORKER): Promise<Plan> {
    const seen = await this.reads(who, plan.id);
    if (!seen) throw new Error(`${who} does not see it`);
    return seen;
  }

  async due(
    who = CASEWORKER,
    asked: object = {},
  ): Promise<{ due: Due[]; totalCount: number; endCursor: string | null }> {
    const document = `query ($mine: Boolean, $overdue: Boolean, $until: Date, $first: Int, $after: String) {
      planStepsDue(mine: $mine, overdue: $overdue, until: $until, first: $first, after: $after) {
        totalCount pageInfo { endCursor hasNextPage } edges { node { clientCode dueOn overdue step { code } } } } }`;
    const page = await this.#ask<{
      totalCount: number;
      pageInfo: { endCursor: string | null };
      edges: { node: Due }[];
    }>(who, document, asked as Record<string, unknown>);
    return {
      due: page.edges.map(({ node }) => node),
      totalCount: page.totalCount,
      endCursor: page.pageInfo.endCursor,
    };
  }

  async #ask<T>(who: string, document: string, variables: Record<string, unknown>): Promise<T> {
    const answer: Answer = await this.app.as(who)(document, variables);
    if (answer.errors)
      throw new Error(answer.errors.map((each) => `${each.extensions.code}: ${each.message}`).join('\n'));
    return Object.values(answer.data as Record<string, T>)[0] as T;
  }
}

export function stepOf(plan: Plan, code: string): PlanStep {
  const step = plan.steps.find((each) => each.code === code);
  if (!step) throw new Error(`the plan has no ${code}`);
  return step;
}

function expectedPlan(answer: PlanAnswer): Plan {
  const { __typename, ...plan } = answer;
  if (__typename !== 'Plan') throw new Error(`expected a plan, was answered ${JSON.stringify(answer)}`);
  return plan as Plan;
}

/** Places that a plan needs beside those of the small network. */
export function putPlanPlaces(app: TestApp) {
  const at = { area: 'eastside' as const, yes: ['accepts-drug-use'] };
  return putPlaces(app, {
    artClinic: {
      ...{ ...at, organization: 'clinic', status: 'PUBLISHED', lastConfirmedAt: app.clock.now() },
      facts: { name: 'Eastside Clinic HIV care', services: ['art', 'infant-hiv', 'birth'] },
    },
    afterPrison: {
      ...{ ...at, organization: 'city', status: 'PUBLISHED', lastConfirmedAt: app.clock.now() },
      facts: { name: 'City after-release support', services: ['reintegration', 'art'] },
    },
    mothers: {
      ...{ ...at, organization: 'city', status: 'PUBLISHED', lastConfirmedAt: app.clock.now() },
      facts: { name: 'City mothers’ clinic', services: ['pmtct', 'antenatal', 'postnatal'] },
    },
    vaccines: {
      ...{ ...at, organization: 'clinic', status: 'PUBLISHED', lastConfirmedAt: app.clock.now() },
      facts: { name: 'Eastside Clinic vaccines', services: ['hbv-vaccine'] },
    },
  });
}

/** A prison with its health unit, and people who work there. */
export async function putPrison(app: TestApp): Promise<{ organizationId: string; listingId: string }> {
  const { database, clock, network } = app;
  const now = clock.now();
  return database
    .write(async (tx) => {
      const organizations = [
        { sourceIdentity: 'test:prison', name: 'Millbrook Prison', description: null, website: null, custodial: true },
      ];
      const saved = await saveImported(tx, { organizations, listings: [] }, now);
      const organizationId = saved.organizationIds.get('test:prison') ?? '';
      const known = await tx.manager.findOneByOrFail(Staff, { id: network.staff[CASEWORKER] });
      const { passwordHash, confirmedAt, createdAt } = known;
      const people: Record<string, RoleValue[]> = {
        [PRISON_DESK]: ['AGENCY'],
        [PRISON_WORKER]: ['CASEWORKER'],
        [PRISON_COLLEAGUE]: ['CASEWORKER'],
        [PRISON_MANAGER]: ['MANAGER'],
      };
      for (const [email, roles] of Object.entries(people))
        await tx.manager.insert(Staff, {
          ...{ id: newId(), email, displayName: email, organizationId, roles, answersFor: null },
          ...{ passwordHash, confirmedAt, createdAt, active: true, secondFactor: false, demoSince: createdAt },
        });
      return { organizationId, listingId: '' };
    })
    .then(async ({ organizationId }) => {
      const { prisonHealth } = await putPlaces(app, {
        prisonHealth: {
          ...{ organization: 'prison' as never, area: 'town', status: 'PUBLISHED', lastConfirmedAt: now },
          facts: { name: 'Prison health unit', services: ['prison-health', 'art', 'ost'] },
        },
      });
      return { organizationId, listingId: prisonHealth };
    });
}

/** How many calls to the API a story takes: what somebody does, and what somebody looks at. Signing in is neither. */
export function countCalls(app: TestApp): { acts: number; looks: number } {
  const counted = { acts: 0, looks: 0 };
  const as = app.as.bind(app);
  app.as = (who) => {
    const ask = as(who);
    return (document, variables) => {
      if (document.startsWith('mutation')) counted.acts += who === null ? 0 : 1;
      else counted.looks += 1;
      return ask(document, variables);
    };
  };
  return counted;
}
