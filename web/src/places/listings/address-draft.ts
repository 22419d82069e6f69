import type { AddressInput, AddressVisibility, FindAreasQuery } from '../../../generated/graphql.js';

export type Area = Pick<FindAreasQuery['areas'][number], 'id' | 'name' | 'within'>;

/** An address as it is typed. */
export interface AddressDraft {
  /** Nobody's choice but hers, each time: who moves behind a door that is to stay hidden must not leave it open by not looking. */
  visibility: AddressVisibility | null;
  area: Area | null;
  line: string;
  city: string;
  postalCode: string;
  region: string;
  country: string;
  latitude: string;
  longitude: string;
  meetingPoint: string;
}

export const NO_ADDRESS: AddressDraft = {
  visibility: null,
  area: null,
  line: '',
  city: '',
  postalCode: '',
  region: '',
  country: '',
  latitude: '',
  longitude: '',
  meetingPoint: '',
};

/** What lies in its fields is said there. */
export const ADDRESS_PATHS = [...Object.keys(NO_ADDRESS), 'areaId'].map((name) => `address.${name}`);

const textOf = (typed: string): string | null => typed.trim() || null;
const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));

/** The whole of it, as the server wants it. */
export const addressFrom = (draft: AddressDraft, visibility: AddressVisibility): AddressInput => ({
  visibility,
  areaId: draft.area?.id ?? null,
  line: textOf(draft.line),
  city: textOf(draft.city),
  postalCode: textOf(draft.postalCode),
  region: textOf(draft.region),
  country: textOf(draft.country),
  latitude: numberOf(draft.latitude),
  longitude: numberOf(draft.longitude),
  meetingPoint: textOf(draft.meetingPoint),
});
