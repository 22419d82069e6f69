import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ClockDoubted, ConfirmClock } from '../../../generated/documents/network-clock.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field, problemsAt } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { toast } from '../../parts/toast.js';
import { instantOf } from '../../words/network-time.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';

/** Only where the server does not trust its clock: until somebody compares it with another one, nothing of what is due is erased. */
export function ClockInDoubt(): JSX.Element | null {
  const say = useWords('network');
  const asked = useAsk(ClockDoubted, {});
  const acting = useAct(ConfirmClock);
  const [shows, setShows] = useState('');
  const [asking, setAsking] = useState(false);
  const { doubt, ranAt } = asked.answer?.retention ?? {};
  if (!doubt) return null;
  const differs = problemsAt(acting.problems, 'now').length > 0;
  const confirm = async (): Promise<void> => {
    const answer = await acting.act({ now: instantOf(shows) ?? '' });
    setAsking(false);
    if (!answer) return;
    // Refused or not: what it shows by now is read anew.
    asked.again();
    if (!refusedOf(answer)) toast(say('clock.confirmed'));
  };
  return (
    <Card title={say('clock')} label={say('clock')}>
      <p>{say('clock.text')}</p>
      <p class="small">{ranAt ? say('clock.ran', { when: momentOf(ranAt) }) : say('clock.neverRan')}</p>
      <p class="small">
        {say(`clock.${doubt.kind}`, { shows: momentOf(doubt.shows), against: momentOf(doubt.against) })}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <Field
          label={say('clock.shows')}
          hint={say('clock.shows.hint')}
          error={differs ? say('clock.differs', { shows: momentOf(doubt.shows) }) : null}
        >
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              required
              value={shows}
              onInput={(event) => setShows(event.currentTarget.value)}
            />
          )}
        </Field>
        <Undone acting={acting} shown={['now']} />
        <Button type="submit" kind="main">
          {say('clock.confirm')}
        </Button>
      </form>
      <Confirm
        open={asking}
        title={say('clock.question')}
        action={say('clock.confirm')}
        danger
        busy={acting.busy}
        onOpen={acting.clear}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('clock.last')}</p>
      </Confirm>
    </Card>
  );
}
