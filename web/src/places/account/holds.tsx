import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { EndLegalHold, PlaceLegalHold } from '../../../generated/documents/team.js';
import type { TeamQuery } from '../../../generated/graphql.js';
import { useAct, type Acting } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field, problemsElsewhere } from '../../parts/field.js';
import { readCode, showCode } from '../../parts/her-code.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { RefusedIn } from '../../parts/refused.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';

type Hold = TeamQuery['legalHolds'][number];
type Result = Parameters<typeof RefusedIn>[0]['result'];

/** Of whom nothing may be erased for now, and why. It lets nobody read her. */
export function Holds({ holds, again }: { holds: readonly Hold[]; again: () => void }): JSX.Element {
  const say = useWords('account');
  return (
    <Card title={say('holds')} label={say('holds')}>
      <p class="hint">{say('holds.hint')}</p>
      {holds.length === 0 && <p>{say('holds.none')}</p>}
      {holds.length > 0 && (
        <ul class="cards">
          {holds.map((hold) => (
            <OneHold key={hold.id} hold={hold} again={again} />
          ))}
        </ul>
      )}
      <PlaceHold key={holds.map(({ id }) => id).join()} again={again} />
    </Card>
  );
}

function OneHold({ hold, again }: { hold: Hold; again: () => void }): JSX.Element {
  const say = useWords('account');
  const { id, code, placedAt, placedBy, reason } = hold;
  const [ending, setEnding] = useState(false);
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const [refused, setRefused] = useState<Result>(null);
  const acting = useAct(EndLegalHold);
  const end = async (): Promise<void> => {
    const answer = await acting.act({ input: { holdId: id, reason: why } });
    setAsking(false);
    setRefused(answer?.endLegalHold ?? null);
    if (answer?.endLegalHold.__typename !== 'LegalHold') return;
    toast(say('holds.ended'));
    again();
  };
  return (
    <li class="stack">
      <h3 class="code ltr">{showCode(code)}</h3>
      <p>{reason}</p>
      <p class="small">
        {[say('holds.since', { when: dayOf(placedAt) }), placedBy?.displayName].filter(Boolean).join(' · ')}
      </p>
      {ending ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <Why value={why} onInput={setWhy} acting={acting} />
          <NotDone acting={acting} refused={refused} shown={['reason']} />
          <Button type="submit">{say('holds.end')}</Button>
        </form>
      ) : (
        <div class="actions">
          <Button label={say('holds.endOf', { code: showCode(code) })} onClick={() => setEnding(true)}>
            {say('holds.end')}
          </Button>
        </div>
      )}
      <Confirm
        open={asking}
        title={say('holds.end.question', { code: showCode(code) })}
        action={say('holds.end')}
        danger
        busy={acting.busy}
        onOpen={() => {
          acting.clear();
          setRefused(null);
        }}
        onConfirm={() => void end()}
        onClose={() => setAsking(false)}
      >
        <p>{say('holds.end.text')}</p>
      </Confirm>
    </li>
  );
}

function PlaceHold({ again }: { again: () => void }): JSX.Element {
  const say = useWords('account');
  const [code, setCode] = useState('');
  const [why, setWhy] = useState('');
  const [wrong, setWrong] = useState(false);
  const [refused, setRefused] = useState<Result>(null);
  const acting = useAct(PlaceLegalHold);
  const place = async (event: Event): Promise<void> => {
    event.preventDefault();
    const read = readCode(code);
    setWrong('problem' in read);
    if ('problem' in read) return;
    const answer = await acting.act({ input: { code: read.code, reason: why } });
    setRefused(answer?.placeLegalHold ?? null);
    if (answer?.placeLegalHold.__typename !== 'LegalHold') return;
    toast(say('holds.placed'));
    again();
  };
  return (
    <details>
      <summary>{say('holds.place')}</summary>
      <form onSubmit={(event) => void place(event)}>
        <Field
          label={say('holds.code')}
          error={wrong ? say('holds.code.wrong') : null}
          path="code"
          problems={acting.problems}
        >
          {(described) => (
            <input
              {...described}
              class="code"
              dir="ltr"
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              value={code}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
          )}
        </Field>
        <Why value={why} onInput={setWhy} acting={acting} />
        <NotDone acting={acting} refused={refused} shown={['code', 'reason']} />
        <Button type="submit" kind="main" busy={acting.busy}>
          {say('holds.place.action')}
        </Button>
      </form>
    </details>
  );
}

type Doing = Pick<Acting<never, never>, 'trouble' | 'problems'>;

function NotDone({ acting, refused, shown }: { acting: Doing; refused: Result; shown: string[] }): JSX.Element {
  const others = problemsElsewhere(acting.problems, shown);
  return (
    <>
      {acting.trouble && acting.trouble.kind !== 'bad-input' && <TroubleNotice trouble={acting.trouble} />}
      <RefusedIn result={refused} />
      {others.length > 0 && (
        <Notice tone="bad" alert>
          {others.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

const REASON = { shortest: 3, longest: 500 };

function Why({
  value,
  onInput,
  acting,
}: {
  value: string;
  onInput: (why: string) => void;
  acting: Doing;
}): JSX.Element {
  const say = useWords('account');
  return (
    <Field label={say('holds.why')} hint={say('holds.why.hint')} path="reason" problems={acting.problems}>
      {(described) => (
        <textarea
          {...described}
          required
          minLength={REASON.shortest}
          maxLength={REASON.longest}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
