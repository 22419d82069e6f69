import { registerEnumType } from '@nestjs/graphql';
import type { AssistanceValue } from './referral-terms.js';

export const Assistance = {
  INFORMATION: 'INFORMATION',
  CONTACT_MADE: 'CONTACT_MADE',
  INTRODUCED: 'INTRODUCED',
  ACCOMPANIED: 'ACCOMPANIED',
  MET_ON_SITE: 'MET_ON_SITE',
} as const satisfies { [V in AssistanceValue]: V };
export type Assistance = AssistanceValue;

registerEnumType(Assistance, {
  name: 'Assistance',
  description: 'How far the worker walks with her.',
  valuesMap: {
    INFORMATION: { description: 'Told her where to go.' },
    CONTACT_MADE: { description: 'Rang there for her.' },
    INTRODUCED: { description: 'Introduced her to somebody there.' },
    ACCOMPANIED: { description: 'Goes there with her.' },
    MET_ON_SITE: { description: 'Meets her there.' },
  },
});

export const Companion = {
  WORKER: 'WORKER',
  PEER: 'PEER',
  WOMAN_SHE_TRUSTS: 'WOMAN_SHE_TRUSTS',
  NOBODY: 'NOBODY',
} as const;
export type Companion = (typeof Companion)[keyof typeof Companion];

registerEnumType(Companion, {
  name: 'Companion',
  description: 'Who goes with her.',
  valuesMap: {
    WORKER: { description: 'A worker.' },
    PEER: { description: 'A peer.' },
    WOMAN_SHE_TRUSTS: { description: 'A woman she trusts.' },
    NOBODY: { description: 'She goes alone.' },
  },
});

export const Transport = {
  ARRANGED: 'ARRANGED',
  PAID: 'PAID',
  OWN: 'OWN',
  NONE_NEEDED: 'NONE_NEEDED',
  NOT_SOLVED: 'NOT_SOLVED',
} as const;
export type Transport = (typeof Transport)[keyof typeof Transport];

registerEnumType(Transport, {
  name: 'Transport',
  description: 'How she gets there.',
  valuesMap: {
    ARRANGED: { description: 'It is arranged for her.' },
    PAID: { description: 'Her fare is paid.' },
    OWN: { description: 'She has her own way.' },
    NONE_NEEDED: { description: 'It is near enough.' },
    NOT_SOLVED: { description: 'Not solved yet.' },
  },
});
