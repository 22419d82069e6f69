/** What of a plan points at more than days; always sealed under her key. */
export interface PlanContent {
  /** The prison; null where it is not named, and where there is no custody. */
  facilityId: string | null;
}

export const contentOf = (planId: string): string => `plan:${planId}:content`;
export const dateNoteOf = (dateId: string): string => `plan_date:${dateId}:note`;
export const stepNameOf = (stepId: string): string => `plan_step:${stepId}:name`;
export const stepNoteOf = (stepId: string): string => `plan_step:${stepId}:note`;
