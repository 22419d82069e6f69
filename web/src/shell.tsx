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

function Navigation({ current }: { current?: PlaceName }): JSX.Element {
  const say = useWords('shell');
  const { roles } = useReader();
  return (
    <nav class="places" aria-label={say('nav')}>
      {placesOf(roles).map(({ name, path }) => (
        <a href={path} aria-current={name === current ? 'page' : undefined} key={name}>
          {say(`nav.${name}`)}
        </a>
      ))}
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
