import type { InstantText } from '../../platform/clock.js';
import type { AssistanceValue, UrgencyValue } from '../../referrals/index.js';
import type { Attempt } from './attempt.js';
import { aCondition } from './demo-phrases.js';
import type { HerWord } from './stage.js';

/** Something that was done so many hours before now. `fromNow` is the instant so many hours after now. */
interface Act {
  ago: number;
  act: (attempt: Attempt, fromNow: (hours: number) => InstantText) => Promise<void>;
}

export interface OpenWork {
  worker: string;
  place: string;
  urgency: UrgencyValue;
  assistance: AssistanceValue;
  /** Hours before now; of a draft: when it was to be sent. */
  sent: number;
  stays?: 'a draft';
  acts: Act[];
  /** The next try of the same need. */
  next?: OpenWork;
}

const RIVERSIDE = 'caseworker@riverside.example';
const COLLEAGUE = 'colleague@riverside.example';
const NORTHSIDE = 'caseworker@northside.example';

const receiver = (ago: number, ...step: Parameters<Attempt['receiver']>): Act => ({
  ago,
  act: (attempt) => attempt.receiver(...step),
});
const sender = (ago: number, ...step: Parameters<Attempt['sender']>): Act => ({
  ago,
  act: (attempt) => attempt.sender(...step),
});
const seen = (ago: number): Act => receiver(ago, 'ACKNOWLEDGE');
const accepted = (ago: number, heldFor?: number): Act => ({
  ago,
  act: (attempt, fromNow) =>
    attempt.receiver('ACCEPT', { holdUntil: heldFor ? fromNow(heldFor) : null, note: aCondition(attempt.random) }),
});
const waiting = (ago: number, lookAgainInDays: number): Act => ({
  ago,
  act: (attempt, fromNow) => attempt.receiver('WAITLIST', { lookAgainOn: fromNow(24 * lookAgainInDays).slice(0, 10) }),
});
const scheduled = (ago: number, inHours: number): Act => ({
  ago,
  act: (attempt, fromNow) => attempt.either('SCHEDULE', { appointmentAt: fromNow(inHours) }),
});
const arrived = (ago: number): Act => ({ ago, act: (attempt) => attempt.arrive() });
const completed = (ago: number): Act => receiver(ago, 'COMPLETE', { outcome: 'RECEIVED' });
const declined = (ago: number, reasonCode: string): Act => receiver(ago, 'DECLINE', { reasonCode });
const turnedAway = (ago: number, reasonCode: string): Act => sender(ago, 'TURN_AWAY', { reasonCode });
const consentTakenBack = (ago: number, keepsPlace: boolean): Act => ({
  ago,
  act: ({ stage, errand, consentId }) => stage.withdrawConsent(errand.woman.worker, consentId, keepsPlace),
});
const herWord = (ago: number, word: HerWord): Act => ({
  ago,
  act: ({ stage, errand, id }) => stage.herWord(errand.woman.worker, id, word),
});

const to = (
  worker: string,
  place: string,
  urgency: UrgencyValue,
  assistance: AssistanceValue,
  sent: number,
  ...acts: Act[]
): OpenWork => ({ worker, place, urgency, assistance, sent, acts });

const draft = (worker: string, place: string, hoursAgo: number): OpenWork => ({
  ...to(worker, place, 'ROUTINE', 'CONTACT_MADE', hoursAgo),
  stays: 'a draft',
});

/** What lies on the desks when the demo begins, so that every inbox has something of its kind, and what just ended as it should not be forgotten. */
export const OPEN_WORK: readonly OpenWork[] = [
  // To answer: fresh, due within hours, overdue.
  to(RIVERSIDE, 'safe-house-refuge', 'NOW', 'ACCOMPANIED', 0.1),
  to(RIVERSIDE, 'safe-house-refuge', 'SOON', 'CONTACT_MADE', 3, seen(2.5)),
  to(COLLEAGUE, 'safe-house-day-office', 'SOON', 'INTRODUCED', 20),
  to(NORTHSIDE, 'safe-house-second-stage', 'ROUTINE', 'CONTACT_MADE', 30, seen(20)),
  to(RIVERSIDE, 'eastside-general', 'ROUTINE', 'CONTACT_MADE', 5),
  to(RIVERSIDE, 'eastside-hiv', 'SOON', 'ACCOMPANIED', 26, seen(24)),
  to(COLLEAGUE, 'eastside-pregnancy', 'ROUTINE', 'INTRODUCED', 30),
  to(NORTHSIDE, 'eastside-liver', 'ROUTINE', 'INFORMATION', 40),
  to(COLLEAGUE, 'eastside-womens-clinic', 'ROUTINE', 'CONTACT_MADE', 6),
  to(RIVERSIDE, 'city-shelter', 'SOON', 'CONTACT_MADE', 12),
  to(RIVERSIDE, 'hospital-joint-clinic', 'SOON', 'INTRODUCED', 1),
  to(COLLEAGUE, 'tollgate-family', 'ROUTINE', 'CONTACT_MADE', 44, seen(40)),
  to(RIVERSIDE, 'station-ost', 'SOON', 'CONTACT_MADE', 5),
  to(NORTHSIDE, 'riverside-support', 'ROUTINE', 'INTRODUCED', 10),
  // Nobody of it answers here: whoever rings writes it down.
  to(RIVERSIDE, 'harbour-hostel', 'SOON', 'CONTACT_MADE', 20),
  // Waiting for a place.
  to(RIVERSIDE, 'safe-house-second-stage', 'ROUTINE', 'CONTACT_MADE', 144, waiting(120, 2)),
  to(COLLEAGUE, 'hospital-ward-7', 'ROUTINE', 'INTRODUCED', 96, seen(90), waiting(72, 1)),
  to(NORTHSIDE, 'city-women-flats', 'ROUTINE', 'CONTACT_MADE', 216, waiting(168, 5)),
  to(RIVERSIDE, 'city-shelter', 'SOON', 'CONTACT_MADE', 50, waiting(47, 0)),
  // Said yes: on her way, expected, missed, there.
  to(COLLEAGUE, 'safe-house-refuge', 'TODAY', 'ACCOMPANIED', 2.5, seen(2.3), accepted(2, 6)),
  to(COLLEAGUE, 'station-women-morning', 'SOON', 'INTRODUCED', 30, accepted(22)),
  to(RIVERSIDE, 'hillfields-parents', 'ROUTINE', 'CONTACT_MADE', 1050, accepted(1030)),
  to(RIVERSIDE, 'eastside-hiv', 'SOON', 'ACCOMPANIED', 52, accepted(49), scheduled(48, 20)),
  to(COLLEAGUE, 'eastside-womens-clinic', 'ROUTINE', 'CONTACT_MADE', 100, accepted(70), scheduled(69, 142)),
  to(NORTHSIDE, 'hospital-joint-clinic', 'SOON', 'ACCOMPANIED', 28, accepted(26), scheduled(25, 70)),
  to(RIVERSIDE, 'tollgate-protection', 'SOON', 'MET_ON_SITE', 27, seen(26), accepted(24), scheduled(23.5, 26)),
  to(
    RIVERSIDE,
    'station-ost',
    'SOON',
    'INFORMATION',
    120,
    accepted(110),
    scheduled(109, -24),
    sender(20, 'MISS', { reasonCode: 'could-not-go' }),
  ),
  to(COLLEAGUE, 'safe-house-refuge', 'TODAY', 'ACCOMPANIED', 26, accepted(25), arrived(20)),
  to(COLLEAGUE, 'eastside-general', 'SOON', 'ACCOMPANIED', 29, accepted(24), arrived(5)),
  // Not sent yet.
  draft(RIVERSIDE, 'eastside-ending-pregnancy', 1.5),
  draft(COLLEAGUE, 'tollgate-rights', 26),
  draft(NORTHSIDE, 'gatehouse-work', 9),
  // She took her consent back: once her place stays, once it does not.
  to(COLLEAGUE, 'safe-house-refuge', 'SOON', 'CONTACT_MADE', 70, accepted(69), consentTakenBack(20, true)),
  to(COLLEAGUE, 'city-shelter', 'SOON', 'CONTACT_MADE', 44, seen(43), consentTakenBack(40, false)),
  to(RIVERSIDE, 'eastside-sexual-health', 'ROUTINE', 'CONTACT_MADE', 60, sender(58, 'CORRECT')),
  // Silence, and she went there all the same.
  to(COLLEAGUE, 'harbour-hostel', 'SOON', 'INFORMATION', 500, arrived(260), completed(230)),
  // The place says that she received it; she says otherwise.
  to(
    RIVERSIDE,
    'city-night-shelter',
    'TODAY',
    'CONTACT_MADE',
    130,
    accepted(129),
    arrived(126),
    completed(112),
    herWord(60, { gotHelp: false, treatedWithRespect: false, wouldReturn: false }),
  ),
  // Refused for using drugs, then received where she is welcome.
  {
    ...to(RIVERSIDE, 'st-brigid-refuge', 'TODAY', 'CONTACT_MADE', 196, declined(192, 'drug-use')),
    next: to(
      RIVERSIDE,
      'safe-house-refuge',
      'TODAY',
      'ACCOMPANIED',
      191,
      accepted(190),
      arrived(188),
      completed(160),
      herWord(90, { gotHelp: true, treatedWithRespect: true, wouldReturn: true }),
    ),
  },
  // Said yes on the telephone and sent away at the door.
  {
    ...to(COLLEAGUE, 'city-shelter', 'TODAY', 'INFORMATION', 150, accepted(148), turnedAway(144, 'drug-use')),
    next: to(COLLEAGUE, 'safe-house-refuge', 'NOW', 'ACCOMPANIED', 143, accepted(142.6), arrived(141)),
  },
  {
    ...to(NORTHSIDE, 'harbour-hostel', 'TODAY', 'CONTACT_MADE', 330),
    next: to(
      NORTHSIDE,
      'city-night-shelter',
      'TODAY',
      'ACCOMPANIED',
      300,
      accepted(299),
      sender(280, 'CLOSE', { reasonCode: 'found-elsewhere' }),
    ),
  },
];
