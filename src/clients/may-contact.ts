import { DateTime } from 'luxon';
import type { InstantText } from '../platform/clock.js';
import type { SafeContactDetails, SafeHoursDetails } from './client-details.js';

export const CONTACT_MEANS = ['PHONE', 'TEXT', 'MESSENGER', 'IN_PERSON', 'THROUGH_PEER'] as const;
export type ContactMeans = (typeof CONTACT_MEANS)[number];

/** One attempt to reach her. */
export interface Contact {
  means: ContactMeans;
  at: InstantText;
  /** A voicemail would be left if nobody answers. */
  voicemail: boolean;
  /** Her worker has read the times that she told in words, and says that this is one of them. */
  withinSafeTimes: boolean;
}

/** What the rule needs of her, read at the moment it is asked. */
export interface HerRules {
  safeContact: SafeContactDetails | null;
  inCustody: boolean;
  /** In which her hours are meant. */
  zone: string;
}

/** Null: it may be. Otherwise what stands in the way, at the part of the contact that would have to be another. */
export type ContactRefused = { path: 'means' | 'at' | 'voicemail' | 'withinSafeTimes'; message: string } | null;

/** Of all ways to reach her, the one that nobody else's phone, post or peer comes between. */
const FACE_TO_FACE: ContactMeans = 'IN_PERSON';

/**
 * The whole rule of reaching her. Silence means no: what she did not agree to is not done, and one way that is safe makes no other way safe.
 * A man may pick up, so there is nothing here that a reason could override: who needs another way asks her and changes what she agreed to.
 */
export function mayContact({ safeContact, inCustody, zone }: HerRules, contact: Contact): ContactRefused {
  if (!safeContact)
    return { path: 'means', message: 'She has not said how she may be reached: ask her before anybody tries.' };
  if (safeContact.channel === 'NONE')
    return { path: 'means', message: 'She wants nobody to call, write or send for her.' };
  if (inCustody && contact.means !== FACE_TO_FACE)
    return { path: 'means', message: 'She is in custody, where others read and listen: only meet her in person.' };
  if (contact.means !== safeContact.channel && !(inCustody && contact.means === FACE_TO_FACE))
    return { path: 'means', message: 'This is not the way that she said is safe: use that one, or ask her.' };
  if (contact.voicemail && contact.means !== 'PHONE')
    return { path: 'voicemail', message: 'A voicemail is left by telephone only.' };
  if (contact.voicemail && !safeContact.voicemailOk)
    return { path: 'voicemail', message: 'No voicemail: she did not say that one may be left.' };
  return timesRefused(safeContact, contact, zone);
}

function timesRefused({ hours, safeTimes }: SafeContactDetails, contact: Contact, zone: string): ContactRefused {
  if (hours?.length && !isWithin(hours, contact.at, zone))
    return { path: 'at', message: 'It is not safe for her at that time: choose one within the hours that she gave.' };
  if (!hours?.length && safeTimes && !contact.withinSafeTimes)
    return {
      path: 'withinSafeTimes',
      message: 'She said in words when it is safe: read them, and say that this time is one of them.',
    };
  return null;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/**
 * By the wall clock where she is. Hours that end before they begin go on past midnight and belong to the day on which they began; equal ones are no
 * hours at all, for a slip must not open the whole day. The minute at which they end is no longer safe.
 */
export function isWithin(hours: readonly SafeHoursDetails[], at: InstantText, zone: string): boolean {
  const wall = DateTime.fromISO(at, { zone });
  const minute = wall.hour * 60 + wall.minute;
  const today = WEEKDAYS[wall.weekday - 1];
  const yesterday = WEEKDAYS[(wall.weekday + 5) % 7];
  return hours.some(({ days, from, to }) => {
    const on = (day: string | undefined) => days.length === 0 || days.some((each) => each === day);
    const [begins, ends] = [minutesOf(from), minutesOf(to)];
    if (begins < ends) return on(today) && minute >= begins && minute < ends;
    if (begins === ends) return false;
    return (on(today) && minute >= begins) || (on(yesterday) && minute < ends);
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
