import type { Asking } from '../directory/index.js';
import { showCode } from '../clients/index.js';
import { pageInfoOf } from '../platform/graphql/index.js';
import type { DueStep } from './list-due-steps.js';
import type { Page } from './list-plans.js';
import type { SeenPlan } from './plan-access.js';
import { DuePlanStep, DuePlanStepConnection, DuePlanStepEdge, PlanConnection, PlanEdge } from './plan-results.type.js';
import type { PlanPresenter } from './present-plan.js';

interface Asked {
  asking: Asking;
  after: string | null;
  language: string;
}

export async function presentPlanPage(
  presenter: PlanPresenter,
  page: Page<SeenPlan>,
  { asking, after, language }: Asked,
): Promise<PlanConnection> {
  const plans = await presenter.present(
    page.edges.map(({ seen }) => seen),
    asking,
    language,
  );
  const edges = page.edges.map(({ cursor }, index) => Object.assign(new PlanEdge(), { cursor, node: plans[index] }));
  const pageInfo = pageInfoOf(edges, page.hasNextPage, after !== null);
  return Object.assign(new PlanConnection(), { edges, pageInfo, totalCount: page.totalCount });
}

export async function presentDueSteps(
  presenter: PlanPresenter,
  page: Page<DueStep>,
  { asking, after, language }: Asked,
): Promise<DuePlanStepConnection> {
  const seen = new Map(page.edges.flatMap(({ seen: { plan } }) => (plan ? [[plan.plan.id, plan] as const] : [])));
  const plans = new Map((await presenter.present([...seen.values()], asking, language)).map((plan) => [plan.id, plan]));
  const edges = page.edges.map(({ cursor, seen: due }) => {
    const plan = (due.plan && plans.get(due.plan.plan.id)) ?? null;
    const { clientCode, dueOn, overdue, stepId } = due;
    const step = plan?.steps.find(({ id }) => id === stepId) ?? null;
    const node = Object.assign(new DuePlanStep(), { clientCode: showCode(clientCode), dueOn, overdue, step, plan });
    return Object.assign(new DuePlanStepEdge(), { cursor, node });
  });
  const pageInfo = pageInfoOf(edges, page.hasNextPage, after !== null);
  return Object.assign(new DuePlanStepConnection(), { edges, pageInfo, totalCount: page.totalCount });
}
