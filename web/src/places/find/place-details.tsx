import type { JSX } from 'preact';
import { AnswerBadge } from '../../parts/answer-badge.js';
import { ServerText } from '../../parts/server-text.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf } from '../../words/when.js';
import { intlLocale } from '../../words/language.js';
import { useWords, type Say } from '../../words/words.js';
import type { PlaceListing } from './found.js';

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The whole listing. What nobody said is said to be unknown. */
export function PlaceDetails({ listing }: { listing: PlaceListing }): JSX.Element {
  const say = useWords('find');
  const { nameOf } = useTerms();
  const known = listing.attributes.filter(({ answer }) => answer !== 'UNKNOWN');
  return (
    <div class="stack">
      {listing.description && <p>{listing.description}</p>}
      <dl class="facts">
        <Fact name={say('services')} value={listing.services.map(nameOf).join(', ')} />
        <Fact name={say('hours')} value={hoursOf(listing, say)} otherwise={say('unknown')} />
        <Fact name={say('phones')} value={phonesOf(listing)} otherwise={say('unknown')} />
        <Fact
          name={say('languages')}
          value={listing.languages?.map(languageName).join(', ')}
          otherwise={say('unknown')}
        />
        <Fact name={say('cost')} value={listing.cost} otherwise={say('unknown')} />
        <Fact name={say('ages')} value={agesOf(listing, say)} otherwise={say('unknown')} />
        <Fact name={say('meetingPoint')} value={listing.address.meetingPoint} />
      </dl>
      <h4>{say('whatIsKnown')}</h4>
      {known.length === 0 && <p>{say('nothingKnown')}</p>}
      <dl class="facts answers">
        {known.map(({ code, answer, note, confirmedAt }) => (
          <div class="row" key={code}>
            <dt>{nameOf(code)}</dt>
            <dd>
              <AnswerBadge state={answer} />{' '}
              <span class="small">
                {typeof confirmedAt === 'string' ? say('checked', { when: dayOf(confirmedAt) }) : ''}{' '}
                {note && <ServerText text={note} />}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="small">{say('restUnknown')}</p>
      <p class="small">
        {typeof listing.lastConfirmedAt === 'string'
          ? say('confirmed', { when: dayOf(listing.lastConfirmedAt) })
          : say('neverConfirmed')}
      </p>
    </div>
  );
}

function Fact({
  name,
  value,
  otherwise,
}: {
  name: string;
  value?: string | null;
  otherwise?: string;
}): JSX.Element | null {
  const shown = value || otherwise;
  if (!shown) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd class="lines">{shown}</dd>
    </div>
  );
}

function hoursOf({ schedules }: PlaceListing, say: Say<'find'>): string {
  return schedules
    .map(({ byday, opensAt, closesAt, closed, womenOnly, description }) => {
      const days = byday.map(weekday).join(', ') || say('everyDay');
      const time = closed ? say('closed') : opensAt && closesAt ? `${opensAt}–${closesAt}` : say('unknown');
      return [`${days}: ${time}`, womenOnly ? say('womenOnly') : null, description].filter(Boolean).join(' · ');
    })
    .join('\n');
}

/** 5 January 2026 is a Monday. */
const weekday = (code: string): string =>
  new Intl.DateTimeFormat(intlLocale(), { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 0, 5 + Math.max(0, WEEK.indexOf(code)))),
  );

const phonesOf = ({ phones }: PlaceListing): string =>
  phones
    .map(({ number, extension, description }) =>
      [number, extension ? `(${extension})` : null, description].filter(Boolean).join(' '),
    )
    .join('\n');

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(intlLocale(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function agesOf(listing: PlaceListing, say: Say<'find'>): string {
  const { minimumAge, maximumAge, childrenMinimumAge, childrenMaximumAge, boysMaximumAge } = listing;
  const range = (least?: number | null, most?: number | null): string | null => {
    if (typeof least === 'number' && typeof most === 'number') return say('from.to', { least, most });
    if (typeof least === 'number') return say('from', { least });
    return typeof most === 'number' ? say('upTo', { most }) : null;
  };
  const women = range(minimumAge, maximumAge);
  const children = range(childrenMinimumAge, childrenMaximumAge);
  return [
    women && say('ages.women', { range: women }),
    children && say('ages.children', { range: children }),
    typeof boysMaximumAge === 'number' && say('ages.boys', { most: boysMaximumAge }),
  ]
    .filter(Boolean)
    .join('\n');
}
