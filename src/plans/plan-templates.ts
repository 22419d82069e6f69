import { readSeed } from '../platform/seeds.js';
import { inLanguage, type Wording } from '../platform/wording.js';

export type PlanStepKindValue = 'REFERRAL' | 'CHECK' | 'EVENT';
export type PlanDateIsValue = 'RELEASE_DATE' | 'DUE_MONTH' | 'FIRST_DOSE';
export type PlanEventValue = 'RELEASE' | 'BIRTH';

/** When a step is due: so many months and days after a day of the plan (before it, where they are negative). */
export interface StepRule {
  /** DATE: what the plan hangs on. EVENT: once it happened. STEP: another step. LAST_DOSE: of hers, or DATE where it is not known. DAY: fixed. */
  from: 'START' | 'DATE' | 'EVENT' | 'STEP' | 'LAST_DOSE' | 'DAY';
  months: number;
  days: number;
  /** STEP: the code of the other, which comes before this one. */
  step?: string;
  /** DAY: the day. */
  day?: string;
}

export interface TemplateStep {
  code: string;
  kind: PlanStepKindValue;
  name: Wording;
  services: string[];
  rule: StepRule;
  /** So many days before it is due there is something to do for it. */
  leadDays: number;
  /** Only in the plans of those who need it. */
  optional: boolean;
  /** So many times, each so much after the one before. */
  repeat: { times: number; months: number; days: number } | null;
  source: string;
}

export interface PlanTemplateSeed {
  code: string;
  name: Wording;
  dateIs: PlanDateIsValue;
  /** What must be said to have happened before what comes after it has a day. */
  event: PlanEventValue | null;
  /** She is in custody until the event. */
  custody: boolean;
  beginsMonthsBefore: { earliest: number; latest: number } | null;
  endsMonthsAfter: number;
  source: string;
  steps: TemplateStep[];
}

export interface CodedName {
  code: string;
  name: Wording;
}

/** Data, because advice changes and local protocols differ. */
const SEED = readSeed<{ templates: PlanTemplateSeed[]; ends: CodedName[]; skipReasons: CodedName[] }>('plans.json');

export const PLAN_TEMPLATES: readonly PlanTemplateSeed[] = SEED.templates;
export const PLAN_ENDS: readonly CodedName[] = SEED.ends;
export const SKIP_REASONS: readonly CodedName[] = SEED.skipReasons;

/** Kept, and left out of everything: not an end that somebody chooses from the list. */
export const ENTERED_IN_ERROR = 'entered-in-error';

export const findTemplate = (code: string): PlanTemplateSeed | undefined =>
  PLAN_TEMPLATES.find((template) => template.code === code);

/** One that a plan was started from: templates are retired, never taken away. */
export function templateOf(code: string): PlanTemplateSeed {
  const template = findTemplate(code);
  if (!template) throw new Error('a plan has no template');
  return template;
}

export type LaidOutStep = Pick<TemplateStep, 'code' | 'kind' | 'services' | 'rule' | 'leadDays'>;

/** The steps of one plan, in order: those that every plan has and those that she needs, repeated ones one by one. */
export function layOut(template: PlanTemplateSeed, optional: readonly string[]): LaidOutStep[] {
  return template.steps.filter((step) => !step.optional || optional.includes(step.code)).flatMap(repeated);
}

function repeated({ code, kind, services, rule, leadDays, repeat }: TemplateStep): LaidOutStep[] {
  if (!repeat) return [{ code, kind, services, rule, leadDays }];
  return Array.from({ length: repeat.times }, (_, index) => ({
    ...{ code: `${code}-${index + 1}`, kind, services, leadDays },
    rule: { ...rule, months: rule.months + index * repeat.months, days: rule.days + index * repeat.days },
  }));
}

/** What a step is called; `check-in-3` is called what `check-in` is. */
export function stepNameIn(template: PlanTemplateSeed, code: string, language: string): string {
  const step =
    template.steps.find((each) => each.code === code) ??
    template.steps.find((each) => each.repeat && code.startsWith(`${each.code}-`));
  return step ? inLanguage(step.name, language) : code;
}
