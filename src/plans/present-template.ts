import { type CodedName, type PlanTemplateSeed, type TemplateStep } from './plan-templates.js';
import { PlanTemplate, PlanTemplateStep, PlanTerm } from './plan-template.type.js';
import { inLanguage } from '../platform/wording.js';

export const presentTemplate = (template: PlanTemplateSeed, language: string): PlanTemplate =>
  Object.assign(new PlanTemplate(), {
    code: template.code,
    name: inLanguage(template.name, language),
    dateIs: template.dateIs,
    waitsFor: template.event,
    custody: template.custody,
    beginsAtMostMonthsBefore: template.beginsMonthsBefore?.earliest ?? null,
    beginsAtLeastMonthsBefore: template.beginsMonthsBefore?.latest ?? null,
    endsMonthsAfter: template.endsMonthsAfter,
    steps: template.steps.map((step) => presentTemplateStep(step, language)),
    source: template.source,
  });

const presentTemplateStep = (step: TemplateStep, language: string): PlanTemplateStep =>
  Object.assign(new PlanTemplateStep(), {
    code: step.code,
    name: inLanguage(step.name, language),
    kind: step.kind,
    services: step.services,
    countedFrom: step.rule.from,
    months: step.rule.months,
    days: step.rule.days,
    leadDays: step.leadDays,
    optional: step.optional,
    times: step.repeat?.times ?? 1,
    source: step.source,
  });

export const presentTerm = ({ code, name }: CodedName, language: string): PlanTerm =>
  Object.assign(new PlanTerm(), { code, name: inLanguage(name, language) });
