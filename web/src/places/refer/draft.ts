import type {
  ConsentMethod,
  DraftReferralInput,
  SharedField,
  ReferPlaceQuery,
  Urgency,
} from '../../../generated/graphql.js';
import type { InputProblem } from '../../ask/trouble.js';
import { handoverOf, NOTHING_WARM, type Warm } from '../../her/warm.js';
import { useInHand } from '../../in-hand.js';
import { useAddress } from '../../router.js';
import { instantOf } from '../../words/network-time.js';

/** What she writes for one place, and how far it has come. In memory only. */
export interface ReferDraft extends Warm {
  listingId: string;
  /** Written on the server: to be read to her, and sent. */
  draftId: string | null;
  sent: boolean;
  services: string[];
  urgency: Urgency;
  needCodes: string[];
  needs: string;
  note: string;
  deadline: string;
  neededFrom: string;
  /** Null: as suggested. */
  fields: SharedField[] | null;
  told: boolean;
  method: ConsentMethod;
  /** The language it is read to her in; empty: hers, else the reader's. */
  language: string;
}

const EMPTY: Omit<ReferDraft, 'listingId'> = {
  draftId: null,
  sent: false,
  services: [],
  urgency: 'ROUTINE',
  needCodes: [],
  needs: '',
  note: '',
  deadline: '',
  neededFrom: '',
  ...NOTHING_WARM,
  fields: null,
  told: false,
  method: 'SPOKEN',
  language: '',
};

export type PlaceToRefer = NonNullable<ReferPlaceQuery['listing']>;

export type Change = (change: Partial<ReferDraft>) => void;

export interface WriteFields {
  draft: ReferDraft;
  change: Change;
  problems: readonly InputProblem[];
}

/** The draft for this place; what was written for another is not shown here, and gives way once something is written. */
export function useDraft(listingId: string): [ReferDraft, Change, () => void] {
  const [held, hold] = useInHand<Partial<ReferDraft> | null>('refer', null);
  // Who looked for a place that is open now needs an answer now, unless she says otherwise.
  const urgency = useAddress().search.get('open') === 'now' ? 'NOW' : EMPTY.urgency;
  const draft = { ...EMPTY, urgency, ...(held?.listingId === listingId ? held : {}), listingId };
  return [draft, (change) => hold({ ...draft, ...change }), () => hold(undefined)];
}

const orNull = (text: string): string | null => text.trim() || null;

export const needsOf = ({ needCodes, needs }: ReferDraft): string[] => [
  ...needCodes,
  ...needs
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
];

export function inputOf(draft: ReferDraft, clientId: string, key: string): DraftReferralInput {
  const needs = needsOf(draft);
  const { listingId, services, urgency } = draft;
  return {
    key,
    clientId,
    listingId,
    services,
    urgency,
    needs: needs.length > 0 ? needs : null,
    note: orNull(draft.note),
    deadline: instantOf(draft.deadline),
    neededFrom: orNull(draft.neededFrom),
    handover: toSend(draft),
  };
}

function toSend(draft: ReferDraft): DraftReferralInput['handover'] {
  const said = handoverOf(draft);
  return Object.values(said).every((value) => value === null) ? null : said;
}
