import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { listenForChanges, stopListening } from './ask/changes.js';
import { seeWhoIsThere, watchForIdleness } from './idle.js';
import { leaveNow } from './leave.js';
import { Notice } from './parts/notice.js';
import { EmptyState } from './parts/states.js';
import { Page } from './parts/page.js';
import { Toasts } from './parts/toast.js';
import { placesOf, type PlaceName } from './places.js';
import { useReader } from './reader.js';
import { isReviewed, LANGUAGES, speak, type Language } from './words/language.js';
import { loadWords, useLanguage, useWords } from './words/words.js';

/** Around every place: the way to the others, and out. */
export function Shell({ current, children }: { current?: PlaceName; children: ComponentChildren }): JSX.Element {
  const say = useWords('shell');
  useEffect(() => {
    listenForChanges(() => void seeWhoIsThere());
    const watchNoLonger = watchForIdleness();
    return () => {
      stopListening();
      watchNoLonger();
    };
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <header class="top">
        <Navigation current={current} />
        <LeaveNow />
      </header>
      <main id="main" tabIndex={-1}>
        <Offline />
        {children}
      </main>
      <footer class="foot">
        <LanguageChoice />
        <p class="small">{say('leave.hint')}</p>
      </footer>
      <Toasts />
    </>
  );
}

/** Said as long as it lasts, and read out once. */
function Offline(): JSX.Element {
  const say = useWords('shell');
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = (): void => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return <div role="status">{offline && <Notice>{say('offline')}</Notice>}</div>;
}

/** On a phone the places lie under a button that says where she is. */
function Navigation({ current }: { current?: PlaceName }): JSX.Element {
  const say = useWords('shell');
  const { roles } = useReader();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [current]);
  return (
    <nav class={open ? 'places places-open' : 'places'} aria-label={say('nav')}>
      <button type="button" aria-expanded={open} aria-controls="places" onClick={() => setOpen(!open)}>
        <span aria-hidden="true">☰</span> {say('menu')}
        {current && <span class="small"> · {say(`nav.${current}`)}</span>}
      </button>
      <ul id="places">
        {placesOf(roles).map(({ name, path }) => (
          <li key={name}>
            <a href={path} aria-current={name === current ? 'page' : undefined}>
              {say(`nav.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Always in reach: first on every page, and it stays in sight. */
export function LeaveNow(): JSX.Element {
  const say = useWords('shell');
  return (
    <button type="button" class="leave" onClick={leaveNow}>
      {say('leave')}
    </button>
  );
}

export function LanguageChoice(): JSX.Element {
  const say = useWords('shell');
  const now = useLanguage();
  const choose = async (chosen: Language): Promise<void> => {
    await loadWords(['shell'], chosen);
    speak(chosen);
  };
  return (
    <div class="language">
      <label>
        {say('language')}{' '}
        <select value={now} onChange={(event) => void choose(event.currentTarget.value as Language)}>
          {Object.entries(LANGUAGES).map(([code, { name }]) => (
            <option value={code} lang={code} key={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {!isReviewed(now) && <p class="small">{say('notReviewed')}</p>}
    </div>
  );
}

export function Nothing(): JSX.Element {
  const say = useWords('shell');
  return (
    <Page title={say('notFound.title')}>
      <EmptyState>{say('notFound.text')}</EmptyState>
    </Page>
  );
}

export function NotYours(): JSX.Element {
  const say = useWords('shell');
  return (
    <Page title={say('notFound.title')}>
      <EmptyState>{say('notYours')}</EmptyState>
    </Page>
  );
}
