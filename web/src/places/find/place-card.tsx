import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { AnswerBadge, Tag, type AnswerState } from '../../parts/answer-badge.js';
import { ServerText } from '../../parts/server-text.js';
import { useTerms } from '../../terms/use-terms.js';
import { useReader } from '../../reader.js';
import { agoOf, dayOf, momentOf, numberOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';
import { CallActions } from './call-actions.js';
import type { Found, PlaceListing } from './found.js';
import { minutesInWords } from './minutes.js';
import { PlaceDetails } from './place-details.js';

interface CardProps {
  found: Found;
  /** Attribute codes that were asked for. */
  must: readonly string[];
  services: readonly string[];
  openNow: boolean;
  asking: { chosen: boolean; toggle: () => void } | null;
}

/** One place, so that it can be read aloud from top to bottom: what, where, when, whether she is welcome, how to get her in. */
export function PlaceCard({ found, must, services, openNow, asking }: CardProps): JSX.Element {
  const say = useWords('find');
  const id = useId();
  const { roles } = useReader();
  const { nameOf } = useTerms();
  const { listing, fit } = found;
  const offers = listing.services.filter((code) => services.length === 0 || services.includes(code));
  return (
    <li>
      <article class="card" aria-labelledby={id}>
        <div>
          <h3 id={id}>{listing.name}</h3>
          <p class="small">
            {[listing.organization.name === listing.name ? null : listing.organization.name, whereOf(found, say)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <p>{(offers.length > 0 ? offers : listing.services).map(nameOf).join(', ')}</p>
        <div class="row">
          <OpenTag found={found} say={say} />
          <FreeTag listing={listing} say={say} />
        </div>
        <dl class="facts answers">
          {must.map((code) => (
            <AnswerLine key={code} listing={listing} code={code} say={say} name={nameOf(code)} />
          ))}
          {otherConditions(found, must).map(([code, state]) => (
            <div class="row" key={code}>
              <dt>{conditionName(code, say, nameOf)}</dt>
              <dd>
                <AnswerBadge state={state} />
              </dd>
            </div>
          ))}
        </dl>
        {listing.experience.map(({ code, statement }) => (
          <p class="small" key={code}>
            {statement}
          </p>
        ))}
        {fit.missedNiceToHave.length > 0 && (
          <p class="small">{say('missed', { what: fit.missedNiceToHave.map(nameOf).join(', ') })}</p>
        )}
        <HowToGetIn listing={listing} say={say} />
        {roles.includes('CASEWORKER') && (
          <div class="actions">
            <a class="button button-main" href={referTo(listing, services, openNow)}>
              {say('refer')}
              <span class="unseen"> {listing.name}</span>
            </a>
            {asking && (
              <label class="chip">
                <input type="checkbox" checked={asking.chosen} onChange={asking.toggle} />
                <span>
                  {say('ask')}
                  <span class="unseen"> {listing.name}</span>
                </span>
              </label>
            )}
          </div>
        )}
        {roles.includes('CASEWORKER') && <CallActions listing={listing} services={services} />}
        <details>
          <summary>{say('details')}</summary>
          <PlaceDetails listing={listing} />
        </details>
      </article>
    </li>
  );
}

function whereOf({ listing: { address }, distanceKm }: Found, say: Say<'find'>): string {
  const parts = [];
  if (typeof distanceKm === 'number') {
    const km = numberOf(distanceKm, { maximumFractionDigits: distanceKm < 10 ? 1 : 0 });
    parts.push(say(address.visibility === 'FULL' ? 'distance' : 'distance.area', { km }));
  }
  if (address.visibility === 'FULL')
    parts.push([address.line, address.area ?? address.city].filter(Boolean).join(', '));
  else if (address.area) parts.push(say('inArea', { area: address.area }));
  else parts.push(say('hidden'));
  return parts.filter(Boolean).join(' · ');
}

function OpenTag({ found: { opensAt, fit, listing }, say }: { found: Found; say: Say<'find'> }): JSX.Element {
  if (fit.met.includes('hours')) return <Tag tone="good">{say('open.then')}</Tag>;
  if (typeof opensAt === 'string')
    return new Date(opensAt).getTime() <= Date.now() ? (
      <Tag tone="good">{say('open.now')}</Tag>
    ) : (
      <Tag>{say('open.from', { when: momentOf(opensAt) })}</Tag>
    );
  return <Tag tone="care">{say(listing.schedules.length === 0 ? 'open.unknown' : 'open.notSoon')}</Tag>;
}

function FreeTag({ listing: { capacity }, say }: { listing: PlaceListing; say: Say<'find'> }): JSX.Element | null {
  if (!capacity) return null;
  const when = agoOf(capacity.saidAt);
  if (capacity.stale) return <Tag>{say('free.stale', { when })}</Tag>;
  const { placesFree, familyPlacesFree, waitlistOpen } = capacity;
  if ((placesFree ?? 0) > 0) return <Tag tone="good">{say('free.some', { count: placesFree ?? 0, when })}</Tag>;
  if ((familyPlacesFree ?? 0) > 0)
    return <Tag tone="good">{say('free.family', { count: familyPlacesFree ?? 0, when })}</Tag>;
  if (placesFree === 0) return <Tag tone="bad">{say(waitlistOpen ? 'free.waitlist' : 'free.none', { when })}</Tag>;
  return <Tag>{say('free.unknown')}</Tag>;
}

function AnswerLine({
  listing,
  code,
  say,
  name,
}: {
  listing: PlaceListing;
  code: string;
  say: Say<'find'>;
  name: string;
}): JSX.Element {
  const said = listing.attributes.find((attribute) => attribute.code === code);
  return (
    <div class="row">
      <dt>{name}</dt>
      <dd>
        <AnswerBadge state={said?.answer ?? 'UNKNOWN'} />{' '}
        <span class="small">
          {typeof said?.confirmedAt === 'string' && said.answer !== 'UNKNOWN'
            ? say('checked', { when: dayOf(said.confirmedAt) })
            : ''}
          {said?.note && (
            <>
              {' '}
              <ServerText text={said.note} />
            </>
          )}
        </span>
      </dd>
    </div>
  );
}

/** Hours, children, ages, languages, places: conditions that are no question of the taxonomy. */
function otherConditions({ fit }: Found, must: readonly string[]): [string, AnswerState][] {
  const rest = (codes: readonly string[], state: AnswerState): [string, AnswerState][] =>
    codes.filter((code) => !must.includes(code)).map((code) => [code, state]);
  return [...rest(fit.met, 'YES'), ...rest(fit.depends, 'DEPENDS'), ...rest(fit.unknown, 'UNKNOWN')];
}

const CONDITIONS = ['hours', 'children', 'age', 'languages', 'capacity', 'distance'] as const;

function conditionName(code: string, say: Say<'find'>, nameOf: (code: string) => string): string {
  const known = CONDITIONS.find((each) => each === code);
  return known ? say(`condition.${known}`) : nameOf(code);
}

/** The services that were looked for go along, as codes, and that it was for now. */
function referTo(listing: PlaceListing, services: readonly string[], openNow: boolean): string {
  const wanted = listing.services.filter((code) => services.includes(code));
  const search = [...(wanted.length > 0 ? [`services=${wanted.join(',')}`] : []), ...(openNow ? ['open=now'] : [])];
  return search.length > 0 ? `/refer/${listing.id}?${search.join('&')}` : `/refer/${listing.id}`;
}

/** The phone first: it is the surest way at night. */
function HowToGetIn({ listing, say }: { listing: PlaceListing; say: Say<'find'> }): JSX.Element {
  const { howToRefer, phones, organization } = listing;
  const number = howToRefer.nightPhone ?? phones[0]?.number;
  return (
    <div>
      {number ? (
        <p>
          {say('phone')}{' '}
          <a class="ltr" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
            {number}
          </a>
        </p>
      ) : (
        <p>{say('phone.none')}</p>
      )}
      <p class="small">
        {[
          howToRefer.nextStep ?? howToRefer.method,
          typeof howToRefer.respondsWithinMinutes === 'number'
            ? say('answersWithin', { time: minutesInWords(howToRefer.respondsWithinMinutes) })
            : null,
          organization.answersHere ? say('answersHere') : say('answersNotHere'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}
