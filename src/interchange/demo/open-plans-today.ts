import type { OpeningOfClient } from './stage.js';

/** Something that was done so many days before now. */
export type PlanAct = { ago: number } & (
  | { does: 'check'; step: string }
  | { does: 'skip'; step: string; reason: string }
  | { does: 'move'; inDays: number; why: string }
  | { does: 'released' | 'born'; daysAgo: number }
  | { does: 'refer'; step: string; to: string; then: 'waits' | 'is accepted' | 'is received' }
);

/** A plan that is in progress when the demo begins. */
export interface OpenPlan {
  worker: string;
  template: string;
  /** The day that it hung on when it began, counted from now. */
  inDays: number;
  began: number;
  optional?: string[];
  /** Key of an organization. */
  facility?: string;
  told?: OpeningOfClient;
  /** Her medicine runs out so many days from now. */
  lastDoseInDays?: number;
  acts: PlanAct[];
}

const RIVERSIDE = 'caseworker@riverside.example';
const COLLEAGUE = 'colleague@riverside.example';
const NORTHSIDE = 'caseworker@northside.example';

const checked = (ago: number, step: string): PlanAct => ({ ago, does: 'check', step });
const PREGNANT = { pregnancy: 'PREGNANT' } as const;

/** So that the inbox shows what plans need next: late, today, soon; before and after release and birth; between two doses. */
export const OPEN_PLANS: readonly OpenPlan[] = [
  // Six weeks before release: the day moved once, her HIV medicine is arranged, nobody supports her afterwards yet.
  {
    ...{ worker: RIVERSIDE, template: 'release-from-prison', inDays: 30, began: 100, lastDoseInDays: 50 },
    ...{ optional: ['art-continues', 'first-night'], facility: 'prison-health' },
    acts: [
      checked(95, 'what-she-wants'),
      { ago: 60, does: 'refer', step: 'art-continues', to: 'eastside-hiv', then: 'is accepted' },
      { ago: 20, does: 'move', inDays: 44, why: 'The hearing was put off.' },
    ],
  },
  // The day has passed, and nobody has said whether she is out.
  {
    ...{ worker: RIVERSIDE, template: 'release-from-prison', inDays: -2, began: 150, facility: 'prison-health' },
    acts: [
      checked(146, 'what-she-wants'),
      checked(30, 'last-dose-known'),
      checked(6, 'naloxone'),
      { ago: 70, does: 'refer', step: 'support-after', to: 'gatehouse-first-year', then: 'is accepted' },
    ],
  },
  // Out for seven weeks; the second light check-in is near.
  {
    ...{ worker: COLLEAGUE, template: 'release-from-prison', inDays: -50, began: 200 },
    acts: [
      checked(195, 'what-she-wants'),
      checked(80, 'last-dose-known'),
      checked(51, 'naloxone'),
      checked(50, 'met-at-the-gate'),
      { ago: 50, does: 'released', daysAgo: 50 },
      checked(47, 'first-days'),
      { ago: 45, does: 'skip', step: 'support-after', reason: 'not-wanted' },
      checked(20, 'check-in-1'),
    ],
  },
  // Two months before the birth: she is treated, the place for the birth is still to be told.
  {
    ...{ worker: RIVERSIDE, template: 'pmtct', inDays: 55, began: 70, optional: ['maternity-ost'], told: PREGNANT },
    acts: [
      checked(66, 'hiv-test'),
      { ago: 64, does: 'refer', step: 'treatment', to: 'eastside-pregnancy', then: 'is received' },
      { ago: 30, does: 'refer', step: 'antenatal', to: 'hospital-joint-clinic', then: 'is received' },
    ],
  },
  // Born a month ago: the first test of the child is next.
  {
    ...{ worker: COLLEAGUE, template: 'pmtct', inDays: -25, began: 170, told: PREGNANT },
    acts: [
      checked(160, 'hiv-test'),
      { ago: 155, does: 'refer', step: 'treatment', to: 'eastside-hiv', then: 'is received' },
      checked(150, 'antenatal'),
      checked(60, 'birth-place'),
      checked(50, 'prophylaxis-agreed'),
      { ago: 30, does: 'born', daysAgo: 31 },
      checked(29, 'infant-prophylaxis'),
      checked(28, 'infant-feeding'),
      { ago: 4, does: 'refer', step: 'infant-test-6-weeks', to: 'hospital-babies', then: 'waits' },
    ],
  },
  // Between two doses: the second is due today.
  {
    ...{ worker: RIVERSIDE, template: 'hepatitis-b', inDays: -8, began: 12 },
    acts: [{ ago: 9, does: 'refer', step: 'dose-1', to: 'eastside-liver', then: 'is received' }],
  },
  {
    worker: NORTHSIDE,
    template: 'hepatitis-b',
    inDays: -23,
    began: 25,
    acts: [checked(23, 'dose-1'), checked(15, 'dose-2')],
  },
];
