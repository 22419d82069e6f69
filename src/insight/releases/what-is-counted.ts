import { millisOf } from '../../platform/clock.js';
import { readSeed } from '../../platform/seeds.js';
import type { ReferralRow } from '../../referrals/index.js';
import type { Period } from './period.js';

type Of<Field extends keyof ReferralRow> = Pick<ReferralRow, Field>;

const { dimensions } = readSeed<{
  dimensions: { 'time-band': { categories: string[]; firstDays: number[] } };
}>('cubes.json');
const BANDS = dimensions['time-band'];

const DAY = 86_400_000;

/** Ways in which a referral ends without her being received. */
const ENDED: Partial<Record<ReferralRow['status'], string>> = {
  DECLINED: 'declined',
  NOT_COMPLETED: 'not-completed',
  WITHDRAWN: 'withdrawn',
  EXPIRED: 'expired',
};

const OUTCOMES = { RECEIVED: 'received', PARTLY_RECEIVED: 'partly-received', NOT_RECEIVED: 'not-received' } as const;

const gotIt = ({ outcome }: Of<'outcome'>): boolean => outcome === 'RECEIVED' || outcome === 'PARTLY_RECEIVED';

/** What became of it; that it goes on is an outcome too. */
export function outcomeOf({ status, outcome }: Of<'status' | 'outcome'>): string {
  if (status === 'COMPLETED') return outcome ? OUTCOMES[outcome] : 'unknown';
  return ENDED[status] ?? 'still-open';
}

/** Only what ended without her being received has a reason why; where nobody gave one, that is said. */
export function reasonOf(referral: Of<'status' | 'outcome' | 'reasonCode'>): string | null {
  if (gotIt(referral) || (!ENDED[referral.status] && referral.status !== 'COMPLETED')) return null;
  return referral.reasonCode ?? (ENDED[referral.status] ? 'unknown' : null);
}

/** A need that was met at the second place is a need that was met. */
export function metBy(chain: readonly Of<'status' | 'outcome'>[]): string {
  if (chain.some(gotIt)) return 'met';
  return chain.some(({ status }) => status !== 'COMPLETED' && !ENDED[status]) ? 'still-open' : 'not-met';
}

/** Of a woman recorded as pregnant when a referral for PMTCT was sent. */
export function pmtctStepOf(
  { pregnancy, outcome, arrivedAt }: Of<'pregnancy' | 'outcome' | 'arrivedAt'>,
  services: readonly string[],
): string | null {
  if (pregnancy !== 'PREGNANT' || !services.includes('pmtct')) return null;
  if (gotIt({ outcome })) return 'received';
  return arrivedAt === null ? 'referred' : 'attended';
}

/** Whole days from sending until the receiver said what she got; null where it has not, or it ended otherwise. */
export function timeBandOf({ status, sentAt, completedAt }: Of<'status' | 'sentAt' | 'completedAt'>): string | null {
  if (status !== 'COMPLETED' || sentAt === null) return null;
  if (completedAt === null) return 'unknown';
  const days = Math.max(0, Math.floor((millisOf(completedAt) - millisOf(sentAt)) / DAY));
  const band = BANDS.firstDays.findLastIndex((first) => days >= first);
  return BANDS.categories[band] ?? 'unknown';
}

export const monthOf = (sentAt: string, { months }: Period): string =>
  months.findLast(({ from }) => from <= sentAt)?.name ?? 'unknown';
