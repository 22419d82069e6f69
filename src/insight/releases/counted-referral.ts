/** What sealing knows of one referral. `null`: it is not in tables of that dimension, as a referral that goes on has no reason why it ended. */
export interface CountedReferral {
  /** One woman, one key, wherever she was opened. */
  woman: string | number;
  /** A random number given when it was made: which of her cells count is drawn by it. */
  draw: number;
  agency: string;
  area: string;
  month: string;
  services: readonly string[];
  age: string;
  pregnancy: string;
  outcome: string;
  reason: string | null;
  met: string;
  pmtctStep: string | null;
  timeBand: string | null;
}

export type ValueOf = (referral: CountedReferral) => readonly string[] | string | null;

/** Where each dimension finds its value; a service that nobody declared is `unknown`, like any other value. */
export const VALUES: Record<string, ValueOf> = {
  agency: ({ agency }) => agency,
  area: ({ area }) => area,
  month: ({ month }) => month,
  service: ({ services }) => services,
  age: ({ age }) => age,
  pregnancy: ({ pregnancy }) => pregnancy,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  met: ({ met }) => met,
  'pmtct-step': ({ pmtctStep }) => pmtctStep,
  'time-band': ({ timeBand }) => timeBand,
};
