import { TAXONOMY } from '../../directory/index.js';
import type { DemoRandom } from './demo-random.js';

/** What the demo's workers and places write. No name, no number, nothing that is anybody's. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  shelter: ['A bed from tonight', 'A room with a lock', 'A place where he does not find her'],
  'night-shelter': ['Somewhere dry tonight', 'To be let in after ten'],
  ost: ['Her dose without a gap', 'A first appointment before the weekend', 'To move her dispensing here'],
  antenatal: ['A first scan', 'A midwife who does not lecture her'],
  pmtct: ['Her test result explained', 'To start treatment in this pregnancy'],
  'gbv-support': ['To talk to somebody about what happened', 'A plan for when he is released'],
  'sexual-assault-care': ['To be seen by a woman doctor', 'Evidence kept without the police for now'],
  'legal-family': ['Advice before the hearing', 'Her visits with the children back'],
  'legal-violence': ['A protection order'],
  housing: ['A place of her own, later in the year', 'Help with the forms'],
  hts: ['A test with somebody beside her'],
  hepatitis: ['A test and what comes after'],
  contraception: ['An implant', 'To know what there is'],
  'wound-care': ['An abscess looked at', 'Dressings she can do herself'],
};
const ANY_NEEDS = ['Somebody who listens first', 'An appointment in the afternoon', 'To know what it will cost'];

const NOTES = [
  'She finds it hard to wait in a full room.',
  'Please ring us and not her.',
  'She was turned away elsewhere last month and expects it again.',
  'She would like to bring a friend.',
  'Mornings are difficult.',
  'She asks that nobody rings the school.',
  'She has her papers with her.',
  'She would rather speak to a woman.',
];

const CONDITIONS = [
  'Please come before six; the desk is alone after that.',
  'Bring what medicine there is, we keep it locked for her.',
  'Ask for the desk, nobody will ask why.',
  'We keep the room until the evening.',
  'First a short talk, then we see together.',
];

const REFUSALS = [
  'We may have something next week.',
  'Try again after the weekend.',
  'The house rules do not let us.',
  'Sorry, we tried.',
];

const CLOSINGS = [
  'We rang three times on three days.',
  'She told the van crew herself.',
  'We keep the door open for her.',
  'Her choice; she knows how to come back.',
];

const MEETING_POINTS = [
  'Bus stop at the bridge',
  'In front of the library',
  'Our front room',
  'At the pharmacy corner',
];
const CALL_BACKS = ['The worker on shift, +999 555 0102', 'Our office until five, +999 555 0101'];

export const someNeeds = (random: DemoRandom, services: readonly string[]): string[] =>
  services.map((service) => random.pick(NEEDS[service] ?? ANY_NEEDS));

export const aNote = (random: DemoRandom): string => random.pick(NOTES);
export const aCondition = (random: DemoRandom): string => random.pick(CONDITIONS);
export const aRefusal = (random: DemoRandom): string => random.pick(REFUSALS);
export const aClosing = (random: DemoRandom): string => random.pick(CLOSINGS);
export const aMeetingPoint = (random: DemoRandom): string => random.pick(MEETING_POINTS);
export const aCallBack = (random: DemoRandom): string => random.pick(CALL_BACKS);

export const purposeOf = (services: readonly string[]): string =>
  `So that she can get: ${services.map((service) => TAXONOMY.nameOf(service)).join(', ')}`;

const WORDS_SHE_CHOSE = [
  ...['amber', 'basket', 'candle', 'daisy', 'ember', 'fennel', 'garnet', 'harbour', 'ivory', 'juniper'],
  ...['kettle', 'lantern', 'marble', 'nettle', 'orchard', 'pebble', 'quilt', 'ribbon', 'saffron', 'thimble'],
];

/** Three words that no other woman of the demo has: two of them say her number. */
export function passphraseOf(number: number, random: DemoRandom): string {
  const { length } = WORDS_SHE_CHOSE;
  const word = (index: number) => WORDS_SHE_CHOSE[index % length] ?? '';
  return `${random.pick(WORDS_SHE_CHOSE)} ${word(Math.floor(number / length))} ${word(number)}`;
}

const WAYS_TO_REACH_HER = {
  PHONE: 'her own phone',
  TEXT: 'her own phone, texts only',
  MESSENGER: 'the account she showed us',
  IN_PERSON: 'the front room on weekday afternoons',
  THROUGH_PEER: 'the peer who brings her supplies',
} as const;

/** For the two channels with a number: one that cannot exist. */
export function wayToReachHer(channel: keyof typeof WAYS_TO_REACH_HER, random: DemoRandom): string {
  const number = `+999 555 0${Math.floor(random.between(500, 999))}`;
  return channel === 'PHONE' || channel === 'TEXT'
    ? `${number}, ${WAYS_TO_REACH_HER[channel]}`
    : WAYS_TO_REACH_HER[channel];
}

export const SAFE_TIMES = ['before noon', 'weekday afternoons', 'never after six', 'any time'] as const;
