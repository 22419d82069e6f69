/** A positive fraction on big integers: what decides the noise is never rounded. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

export function ratio(num: bigint, den: bigint): Ratio {
  if (num <= 0n || den <= 0n) throw new RangeError('a ratio here is positive');
  const common = gcd(num, den);
  return { num: num / common, den: den / common };
}

/** The least whole number whose square is not below the ratio: ceil(sqrt(ratio)), exactly. */
export function ceilSqrt({ num, den }: Ratio): number {
  let root = BigInt(Math.ceil(Math.sqrt(Number(num) / Number(den))));
  while (root > 0n && (root - 1n) * (root - 1n) * den >= num) root -= 1n;
  while (root * root * den < num) root += 1n;
  return Number(root);
}

export const times = ({ num, den }: Ratio, by: Ratio): Ratio => ratio(num * by.num, den * by.den);

/** For showing and storing only; nothing is decided by it. */
export const asNumber = ({ num, den }: Ratio): number => Number(num) / Number(den);

function gcd(one: bigint, other: bigint): bigint {
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
