export const URGENCIES = ['ROUTINE', 'SOON', 'TODAY', 'NOW'] as const;
export type UrgencyValue = (typeof URGENCIES)[number];

/** How far the worker walks with her: told her, rang for her, introduced them, went along, met her there. */
export type AssistanceValue = 'INFORMATION' | 'CONTACT_MADE' | 'INTRODUCED' | 'ACCOMPANIED' | 'MET_ON_SITE';

export type OutcomeValue = 'RECEIVED' | 'PARTLY_RECEIVED' | 'NOT_RECEIVED';
