import { ClientRow } from '../../src/clients/index.js';
import { ConsentRow } from '../../src/consent/index.js';
import { newId } from '../../src/platform/ids.js';
import { REFERRAL_STATUSES, ReferralRow, type ReferralStepValue } from '../../src/referrals/index.js';
import type { TestApp } from './app.js';
import type { ListingKey, OrganizationKey } from './network.js';

const NOW = '2026-03-18T21:00:00.000Z';

type Consent = Pick<ConsentRow, 'fields' | 'listingId' | 'withdrawnAt'>;
export type Written = ReferralRow & { consent: Consent };

/** The same rows in every run. */
export function dice(seed: number) {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return { below, one: <T>(values: readonly T[]): T => values[below(values.length)]! };
}
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** A plain referral that nobody answered. */
export function plain(app: TestApp, from: OrganizationKey, to: OrganizationKey, sentAt: string): Written {
  const { organizations, listings, staff } = app.network;
  return {
    ...{ id: newId(), version: 2, code: newId(), status: 'SENT', clientId: '', consentId: '' },
    ...{ fromId: organizations[from], toId: organizations[to], listingId: listings.refuge, services: ['shelter'] },
    ...{ urgency: 'ROUTINE', assistance: 'INFORMATION', ageBand: 'UNKNOWN', pregnancy: 'UNKNOWN' },
    ...{ reasonCode: null, reasonStep: null, reasonBy: null, outcome: null, stillWithHer: null },
    ...{ herGotHelp: null, herRespect: null, herReturn: null, herNotedAt: null },
    ...{ respondBy: null, dueAt: null, deadline: null, neededFrom: null, appointmentAt: null, lookAgainOn: null },
    ...{ holdUntil: null, draftedById: staff['caseworker@riverside.example']!, draftedAt: sentAt, sentAt },
    ...{ answeredAt: null, acceptedAt: null, arrivedAt: null, completedAt: null, changedAt: sentAt },
    ...{ doorOpened: false, content: '', replacesId: null, planStepId: null, draw: 1 },
    ...{ holdId: null, questionDueAt: null, companion: null, transport: null, childcareArranged: null },
    consent: { fields: [], listingId: null, withdrawnAt: null },
  };
}

const REASONS: { step: ReferralStepValue; codes: string[]; by: NonNullable<ReferralRow['reasonBy']>[] }[] = [
  { step: 'DECLINE', codes: ['no-space', 'drug-use'], by: ['receiver', 'referrer'] },
  { step: 'TURN_AWAY', codes: ['closed'], by: ['receiver', 'referrer'] },
  { step: 'EXPIRE', codes: ['receiver-silent', 'no-follow-up'], by: ['system'] },
  { step: 'CLOSE', codes: ['moved', 'no-transport'], by: ['receiver', 'referrer'] },
  { step: 'WITHDRAW', codes: ['changed-mind', 'died', 'duplicate'], by: ['referrer'] },
  { step: 'MISS', codes: ['safety', 'partner-prevented'], by: ['receiver', 'referrer'] },
  { step: 'END_CONSENT', codes: ['consent-withdrawn'], by: ['system'] },
];

/** How she came there, by a dice of its own. */
const WAYS = dice(53);

export function anyReferral(app: TestApp, { below, one }: ReturnType<typeof dice>): Written {
  const sentAt = later('2026-02-16T00:00:00.000Z', below(30 * 24 * 60));
  const some = (minutes: number) => (below(2) ? later(sentAt, 1 + below(minutes)) : null);
  const reason = below(2) ? one(REASONS) : null;
  const listing = one<ListingKey | null>([null, null, 'refuge', 'secondStage']);
  const status = one(REFERRAL_STATUSES);
  return {
    ...plain(app, one(['riverside', 'northside', 'safeHouse']), one(['safeHouse', 'clinic', 'city']), sentAt),
    status,
    sentAt: status === 'DRAFT' ? null : sentAt,
    services: one([['shelter'], ['ost'], ['shelter', 'gbv-support'], ['hts', 'ost', 'pmtct']]),
    assistance: one(['INFORMATION', 'CONTACT_MADE', 'INTRODUCED', 'ACCOMPANIED', 'MET_ON_SITE']),
    companion: WAYS.one([null, 'WORKER', 'PEER', 'NOBODY']),
    transport: WAYS.one([null, 'ARRANGED', 'NOT_SOLVED']),
    childcareArranged: WAYS.one([null, true, false]),
    stillWithHer: WAYS.one([null, true, false]),
    herGotHelp: WAYS.one([null, true, false]),
    herRespect: WAYS.one([null, true, false]),
    herReturn: WAYS.one([null, true, false]),
    urgency: WAYS.one(['NOW', 'TODAY', 'SOON', 'ROUTINE']),
    ageBand: one(['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'UNKNOWN']),
    pregnancy: one(['PREGNANT', 'POSTPARTUM', 'NO', 'UNKNOWN']),
    reasonCode: reason && one(reason.codes),
    reasonStep: reason && reason.step,
    reasonBy: reason && one(reason.by),
    outcome: one([null, 'RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED']),
    dueAt: below(3) ? later(NOW, below(4000) - 2000) : null,
    ...{ answeredAt: some(5000), acceptedAt: some(5000), arrivedAt: some(20_000), completedAt: some(30_000) },
    consent: {
      fields: one([[], ['AGE_BAND'], ['NEEDS', 'PREGNANCY'], ['AGE_BAND', 'PREGNANCY', 'NOTE']]),
      listingId: listing && app.network.listings[listing],
      withdrawnAt: below(4) ? null : NOW,
    },
  };
}

/** Each under a consent of its own, in parts that fit one statement. */
export async function writeReferrals(app: TestApp, referrals: Written[]): Promise<void> {
  const her = { version: 1, assignedToId: null, ageBand: 'UNKNOWN', pregnancy: 'UNKNOWN', countMe: true } as const;
  const nothing = { details: '', passphraseHash: null, cameByReferralId: null, countedAs: '', openedAt: NOW };
  const given = {
    purpose: '',
    method: 'SPOKEN',
    toldSheMayRefuse: true,
    statementVersion: '1',
    language: 'en',
  } as const;
  const takenById = app.network.staff['caseworker@riverside.example']!;
  await app.database.write(async ({ manager }) => {
    const clientId = newId();
    const organizationId = app.network.organizations.riverside;
    await manager.insert(ClientRow, { id: clientId, organizationId, code: newId(), ...her, ...nothing });
    for (let start = 0; start < referrals.length; start += 500) {
      const part = referrals.slice(start, start + 500);
      for (const each of part) Object.assign(each, { clientId, consentId: newId() });
      const consents = part.map(({ consent, consentId, toId }) => ({
        ...{
          ...consent,
          ...given,
          id: consentId!,
          clientId,
          receiverId: toId,
          takenById,
          givenAt: NOW,
          expiresAt: NOW,
        },
      }));
      await manager.insert(ConsentRow, consents);
      await manager.insert(
        ReferralRow,
        part.map(({ consent: _, ...row }) => row),
      );
    }
  });
}
