export * from './erase-plan.js';
export * from './graphql-types.js';
export { MovePlanDate } from './move-plan-date.js';
export * from './plan.entity.js';
export { PlansModule } from './plans.module.js';
export { ReferForPlanStep } from './refer-for-plan-step.js';
export { StartPlan } from './start-plan.js';
export { WorkOnSteps } from './work-on-steps.js';
