import { Extensions } from '@nestjs/graphql';

/**
 * From where somebody looks at what is a woman's. Two of the sender's side come with less than everything: colleagues who said no purpose, and managers.
 * On the receiver's side it ends with consent.
 */
const BITS = {
  HERS: 1,
  TEAM: 2,
  MANAGER: 4,
  RECEIVER: 8,
  RECEIVER_CLOSED: 16,
  RECEIVERS_MANAGER: 32,
} as const;
export type Side = keyof typeof BITS;

/** Everybody who may know that it is there at all. */
export const EVERY_SIDE = Object.keys(BITS) as [Side, ...Side[]];
/** …but colleagues who said no purpose: neither where she is sent, nor for what, nor why it ended. */
export const ALL_BUT_TEAM = EVERY_SIDE.filter((side) => side !== 'TEAM') as [Side, ...Side[]];
/** …and when she withdrew: what was asked for her by a day or an hour tells of her, and the receiver keeps only that there was a referral. */
export const WHILE_IT_IS_SHARED = ALL_BUT_TEAM.filter((side) => side !== 'RECEIVER_CLOSED') as [Side, ...Side[]];

export const SIDES = 'alongside:sides';
export const KIND = 'alongside:carries';
type Kind = 'her' | 'way' | 'nobody';

interface Declared {
  [SIDES]?: Side[];
  [KIND]?: Kind;
}

/**
 * A type that carries her. Its fields are for these sides, all of them alike; where no side is given, each field says so by itself with `@For`, and one that
 * does not keeps the application from starting. Enforced by HerPolicy, whatever a presenter does.
 */
export const CarriesHer = (...sides: Side[]): ClassDecorator =>
  Extensions({ [KIND]: 'her', ...(sides.length > 0 && { [SIDES]: sides }) } satisfies Declared);

/** A type that leads to her, or names her by her code, and says no more of her: pages, what an act left, lists of a team. */
export const LeadsToHer = (): ClassDecorator => Extensions({ [KIND]: 'way' } satisfies Declared);

/** A type beside hers which has nothing of hers in it: places, people who work here, terms. */
export const CarriesNobody = (): ClassDecorator => Extensions({ [KIND]: 'nobody' } satisfies Declared);

/** For whom one field is, where its type does not say it for all. */
export const For = (...sides: [Side, ...Side[]]): PropertyDecorator & MethodDecorator =>
  Extensions({ [SIDES]: sides } satisfies Declared);

export const kindOf = (extensions: object): Kind | undefined => (extensions as Declared)[KIND];
export const sidesIn = (extensions: object): Side[] | undefined => (extensions as Declared)[SIDES];

export const bitsOf = (sides: readonly Side[]): number => sides.reduce((bits, side) => bits | BITS[side], 0);

/** From where the reader of this request looks at each thing that was presented to her. */
const looking = new WeakMap<object, number>();

/** Said by presenters, of what they present. Of what nobody said it, nothing is shown. */
export function lookedAtFrom<T extends object>(presented: T, sides: readonly Side[]): T {
  looking.set(presented, bitsOf(sides));
  return presented;
}

/** No side at all where it was not said. */
export const sidesOn = (presented: unknown): number =>
  typeof presented === 'object' && presented !== null ? (looking.get(presented) ?? 0) : 0;

/** What stands within something of hers is looked at from where that is, unless it was said of itself. */
export function inheritSides(value: unknown, bits: number): void {
  if (Array.isArray(value)) for (const each of value) inheritSides(each, bits);
  else if (typeof value === 'object' && value !== null && !looking.has(value)) looking.set(value, bits);
}
