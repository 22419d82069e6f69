import { registerEnumType } from '@nestjs/graphql';
import type { AddressVisibilityValue, AnswerValue, EvidenceSourceValue } from './listing-facts.js';

export const Answer = {
  YES: 'YES',
  NO: 'NO',
  DEPENDS: 'DEPENDS',
  UNKNOWN: 'UNKNOWN',
} as const satisfies { [A in AnswerValue]: A };
export type Answer = AnswerValue;

registerEnumType(Answer, {
  name: 'Answer',
  description: 'Answered by people, so it can be unknown. Unknown is never yes and never no.',
  valuesMap: {
    YES: { description: 'Said to be so.' },
    NO: { description: 'Said not to be so.' },
    DEPENDS: { description: 'Sometimes: the note says on what. Also while an answer is being checked.' },
    UNKNOWN: { description: 'Nobody said. Call first.' },
  },
});

export const EvidenceSource = {
  ORGANIZATION: 'ORGANIZATION',
  NETWORK: 'NETWORK',
  WOMEN: 'WOMEN',
  OUTCOMES: 'OUTCOMES',
} as const satisfies { [S in EvidenceSourceValue]: S };
export type EvidenceSource = EvidenceSourceValue;

registerEnumType(EvidenceSource, {
  name: 'EvidenceSource',
  description: 'Who said it.',
  valuesMap: {
    ORGANIZATION: { description: 'The place itself.' },
    NETWORK: { description: 'The network’s own staff, e.g. on a visit.' },
    WOMEN: { description: 'Women who went there.' },
    OUTCOMES: { description: 'What became of referrals and calls.' },
  },
});

export const Freshness = { FRESH: 'FRESH', DUE: 'DUE', STALE: 'STALE', NEVER: 'NEVER' } as const;
export type Freshness = (typeof Freshness)[keyof typeof Freshness];

registerEnumType(Freshness, {
  name: 'Freshness',
  description: 'How far something can still be relied on, by when it was last confirmed.',
  valuesMap: {
    FRESH: { description: 'Confirmed lately.' },
    DUE: { description: 'Still counts, and is to be confirmed now.' },
    STALE: { description: 'Confirmed too long ago to be relied on: call first.' },
    NEVER: { description: 'Nobody ever confirmed it.' },
  },
});

export const AddressVisibility = {
  FULL: 'FULL',
  AREA: 'AREA',
  HIDDEN: 'HIDDEN',
} as const satisfies { [V in AddressVisibilityValue]: V };
export type AddressVisibility = AddressVisibilityValue;

registerEnumType(AddressVisibility, {
  name: 'AddressVisibility',
  description:
    'How much of an address this reader may see. AREA gives the named area and nothing finer, to everybody who may not know the door.',
  valuesMap: {
    FULL: { description: 'The door.' },
    AREA: { description: 'The named area and nothing finer.' },
    HIDDEN: { description: 'Not even the area.' },
  },
});

export const ListingStatus = {
  DRAFT: 'DRAFT',
  IN_REVIEW: 'IN_REVIEW',
  PUBLISHED: 'PUBLISHED',
  PAUSED: 'PAUSED',
  RETIRED: 'RETIRED',
} as const;
export type ListingStatus = (typeof ListingStatus)[keyof typeof ListingStatus];

registerEnumType(ListingStatus, {
  name: 'ListingStatus',
  description: 'Where a listing stands on its way to being found.',
  valuesMap: {
    DRAFT: { description: 'Being written; seen by its own organization and by administrators.' },
    IN_REVIEW: { description: 'New, and waiting for an administrator to look at it.' },
    PUBLISHED: { description: 'Found by searches.' },
    PAUSED: { description: 'Takes nobody for now; not found by searches.' },
    RETIRED: { description: 'No longer offered; kept for what once referred to it.' },
  },
});
