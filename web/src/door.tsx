import type { ComponentChildren, JSX } from 'preact';
import { LanguageChoice, LeaveNow } from './shell.js';
import { useWords } from './words/words.js';

/** Around what is open to who is not signed in (yet): no way to any place, and the way out. */
export function Door({ children }: { children: ComponentChildren }): JSX.Element {
  const say = useWords('shell');
  return (
    <>
      <header class="top top-door">
        <LeaveNow />
      </header>
      <main class="door">{children}</main>
      <footer class="foot">
        <LanguageChoice />
        <p class="small">{say('leave.hint')}</p>
      </footer>
    </>
  );
}
