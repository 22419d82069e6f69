import { Global, Module } from '@nestjs/common';
import { CustodyBook, PlanDaysBook } from '../clients/index.js';
import { PlanEndBook } from '../consent/index.js';
import { PlanNeeds } from '../referrals/index.js';
import { PlanCustodyBook, PlanLastDays, PlansFollowHer, PlanStepsMet } from './answers-to-below.js';
import { EndPlan } from './end-plan.js';
import { ListDueSteps } from './list-due-steps.js';
import { ListPlans } from './list-plans.js';
import { MarkEventStep } from './mark-event-step.js';
import { MovePlanDate } from './move-plan-date.js';
import { PlanAccess } from './plan-access.js';
import { PlanActsResolver } from './plan-acts.resolver.js';
import { PlanBooks } from './plan-books.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanDesk, PlanParts } from './plan-desk.js';
import { PlanLedger } from './plan-ledger.js';
import { PlanLoaders } from './plan-loaders.js';
import {
  ClientPlans,
  CustodialOrganizations,
  PlanFields,
  PlanQueries,
  PlanStepFields,
  ReferralPlanStep,
} from './plan.resolver.js';
import { PlanStepsResolver } from './plan-steps.resolver.js';
import { PlanPresenter } from './present-plan.js';
import { PlanOutcomePresenter } from './present-plan-outcome.js';
import { ReferForPlanStep } from './refer-for-plan-step.js';
import { Reschedule } from './reschedule.js';
import { StartPlan } from './start-plan.js';
import { WorkOnSteps } from './work-on-steps.js';
import { WritePlan } from './write-plan.js';

@Global()
@Module({
  providers: [
    ...[PlanAccess, PlanBooks, PlanCalendar, PlanDesk, PlanParts, PlanLedger, PlanLoaders, Reschedule],
    ...[StartPlan, WritePlan, MovePlanDate, MarkEventStep, WorkOnSteps, ReferForPlanStep, EndPlan],
    ...[ListPlans, ListDueSteps, PlanPresenter, PlanOutcomePresenter],
    ...[PlanQueries, PlanFields, PlanStepFields, ClientPlans, ReferralPlanStep, CustodialOrganizations],
    ...[PlanActsResolver, PlanStepsResolver],
    { provide: CustodyBook, useClass: PlanCustodyBook },
    { provide: PlanDaysBook, useClass: PlansFollowHer },
    { provide: PlanEndBook, useClass: PlanLastDays },
    { provide: PlanNeeds, useClass: PlanStepsMet },
  ],
  exports: [CustodyBook, PlanDaysBook, PlanEndBook, PlanNeeds, StartPlan, MovePlanDate, WorkOnSteps, ReferForPlanStep],
})
export class PlansModule {}
