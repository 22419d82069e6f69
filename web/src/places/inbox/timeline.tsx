import type { JSX } from 'preact';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { STEPS, type StepName, type Whole } from './steps.js';

type Event = Whole['timeline'][number];

/** What happened, oldest first. */
export function Timeline({ events }: { events: readonly Event[] }): JSX.Element | null {
  const say = useWords('inbox');
  if (events.length === 0) return null;
  return (
    <details>
      <summary>{say('timeline')}</summary>
      <ol class="stack">
        {events.map((event) => (
          <li key={event.at + event.status + String(event.step)}>
            <Happened event={event} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Happened({ event }: { event: Event }): JSX.Element {
  const say = useWords('inbox');
  const { effectiveAt, step, status, byOrganization, onBehalfOfReceiver, reason, note } = event;
  const what =
    step && step in STEPS ? say(`event.${step as StepName}`) : step ? say(`status.${status}`) : say('event.none');
  return (
    <>
      {momentOf(effectiveAt)} — {what}
      {byOrganization && ` · ${byOrganization.name}`}
      {onBehalfOfReceiver && ` · ${say('event.onBehalf')}`}
      {reason && <span class="small"> {reason.name}</span>}
      {note && <p class="small lines">{note}</p>}
    </>
  );
}
