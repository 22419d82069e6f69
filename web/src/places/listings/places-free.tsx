import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { SayPlaces } from '../../../generated/documents/listing-acts.js';
import { acted } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { toast } from '../../parts/toast.js';
import { agoOf, timeOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';
import { NotWritten } from './refused.js';
import type { OwnRow } from './use-update.js';

const FEW = [0, 1, 2, 3, 4, 5];

interface Said {
  placesFree: number | null;
  familyPlacesFree: number | null;
  waitlistOpen: boolean | null;
}

/** How many places are free: one press says it, and the rest of the word stays as it was. */
export function PlacesFree({ listing, mayWrite }: { listing: OwnRow; mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  const { act, busy, trouble, problems } = useAct(SayPlaces);
  const [forbidden, setForbidden] = useState(false);
  const [open, setOpen] = useState(false);
  const { capacity } = listing;
  const now: Said = {
    placesFree: capacity?.placesFree ?? null,
    familyPlacesFree: capacity?.familyPlacesFree ?? null,
    waitlistOpen: capacity?.waitlistOpen ?? null,
  };
  const report = async (change: Partial<Said>): Promise<void> => {
    setForbidden(false);
    const answer = await act({ ...now, ...change, listingId: listing.id });
    if (!answer) return;
    setForbidden(answer.places.__typename === 'Forbidden');
    if (answer.places.__typename === 'Listing') toast(say('places.said'));
    acted();
  };
  return (
    <div class="stack" role="group" aria-label={say('places.of', { name: listing.name })}>
      <p>{inWords(listing, say)}</p>
      {mayWrite && (
        <>
          <NotWritten writing={{ busy, trouble, problems, refused: forbidden ? 'forbidden' : null }} />
          <Numbers
            label={say('places')}
            now={now.placesFree}
            busy={busy}
            onSay={(placesFree) => void report({ placesFree })}
          />
          <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('places.more')}</summary>
            <div class="stack">
              <Numbers
                label={say('places.family')}
                now={now.familyPlacesFree}
                busy={busy}
                onSay={(familyPlacesFree) => void report({ familyPlacesFree })}
              />
              <div class="actions">
                <Button busy={busy} onClick={() => void report({ waitlistOpen: now.waitlistOpen !== true })}>
                  {say(now.waitlistOpen ? 'waitlist.close' : 'waitlist.open')}
                </Button>
              </div>
              <Another busy={busy} onSay={(placesFree) => void report({ placesFree })} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}

function Numbers({
  label,
  now,
  busy,
  onSay,
}: {
  label: string;
  now: number | null;
  busy: boolean;
  onSay: (number: number) => void;
}): JSX.Element {
  const say = useWords('listings');
  return (
    <div class="row" role="group" aria-label={label}>
      <span>{label}</span>
      {FEW.map((number) => (
        <Button
          key={number}
          kind={number === now ? 'main' : 'plain'}
          busy={busy}
          label={say('places.say', { label, count: number })}
          onClick={() => onSay(number)}
        >
          {number}
        </Button>
      ))}
    </div>
  );
}

function Another({ busy, onSay }: { busy: boolean; onSay: (number: number) => void }): JSX.Element {
  const say = useWords('listings');
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{1,4}$/.test(text)) onSay(Number(text));
      }}
    >
      <Field label={say('places.another')}>
        {(described) => (
          <input
            {...described}
            type="number"
            min={0}
            max={9999}
            inputMode="numeric"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        {say('places.send')}
      </Button>
    </form>
  );
}

/** What stands there now, since when, and until when it counts. */
function inWords({ capacity }: OwnRow, say: Say<'listings'>): string {
  if (!capacity) return say('places.unknown');
  const { placesFree, familyPlacesFree, waitlistOpen, saidAt, stale, validUntil } = capacity;
  const parts = [
    placesFree === null ? null : say('places.free', { count: placesFree }),
    familyPlacesFree === null ? null : say('places.familyFree', { count: familyPlacesFree }),
    waitlistOpen ? say('waitlist.isOpen') : null,
    say('places.since', { when: agoOf(saidAt) }),
    say(stale ? 'places.stale' : 'places.until', { when: timeOf(validUntil) }),
  ];
  return parts.filter(Boolean).join(' · ');
}
