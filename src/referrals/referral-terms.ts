export const URGENCIES = ['ROUTINE', 'SOON', 'TODAY', 'NOW'] as const;
export type UrgencyValue = (typeof URGENCIES)[number];

/** How far the worker walks with her: told her, rang for her, introduced them, went along, met her there. */
export type AssistanceValue = 'INFORMATION' | 'CONTACT_MADE' | 'INTRODUCED' | 'ACCOMPANIED' | 'MET_ON_SITE';

/** Who goes with her. */
export type CompanionValue = 'WORKER' | 'PEER' | 'WOMAN_SHE_TRUSTS' | 'NOBODY';

/** How she gets there. */
export type TransportValue = 'ARRANGED' | 'PAID' | 'OWN' | 'NONE_NEEDED' | 'NOT_SOLVED';

/** A word, the condition of a yes, a question of the receiver's, and what it was answered. */
export type MessageKindValue = 'WORD' | 'CONDITION' | 'QUESTION' | 'ANSWER';

export type OutcomeValue = 'RECEIVED' | 'PARTLY_RECEIVED' | 'NOT_RECEIVED';
