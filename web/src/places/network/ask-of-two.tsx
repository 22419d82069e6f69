import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AskHigherReleaseCap, AskSealAgain } from '../../../generated/documents/network-releases.js';
import type { NetworkReleasesQuery } from '../../../generated/graphql.js';
import { useAct, type Acting } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { toast } from '../../parts/toast.js';
import { numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';

type Releases = NetworkReleasesQuery['releases'];
interface AskProps {
  again: () => void;
}

/** What one administrator may ask and not do: another one says yes, or it lapses. */
export function AskOfTwo({ releases, again }: AskProps & { releases: Releases }): JSX.Element {
  const say = useWords('network');
  const newest = releases.filter(({ replacedById }) => !replacedById);
  return (
    <Card title={say('ofTwo')}>
      <p class="hint">{say('ofTwo.hint')}</p>
      <Folded title={say('decision.HIGHER_CAP')}>{(close) => <HigherCap again={again} close={close} />}</Folded>
      <Folded title={say('decision.SEAL_AGAIN')}>
        {(close) =>
          newest.length === 0 ? (
            <p>{say('releases.none')}</p>
          ) : (
            <SealAgain releases={newest} again={again} close={close} />
          )
        }
      </Folded>
    </Card>
  );
}

function Folded({
  title,
  children,
}: {
  title: string;
  children: (close: () => void) => ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children(() => setOpen(false))}
    </details>
  );
}

/** Usual, and the most that two may agree on. */
const CAP = { usual: 1, most: 2.5 };

function HigherCap({ again, close }: AskProps & { close: () => void }): JSX.Element {
  const say = useWords('network');
  const [cap, setCap] = useState('');
  const [because, setBecause] = useState('');
  const acting = useAct(AskHigherReleaseCap);
  return (
    <Asking
      acting={acting}
      ask={() => acting.act({ cap: Number(cap), because })}
      shown={['cap', 'because']}
      question={say('cap.question', { cap: numberOf(Number(cap)) })}
      again={again}
      close={close}
    >
      <p class="hint">{say('cap.hint', { ...CAP })}</p>
      <Field label={say('cap')} path="cap" problems={acting.problems}>
        {(described) => (
          <input
            {...described}
            type="number"
            step="any"
            min={CAP.usual}
            max={CAP.most}
            inputMode="decimal"
            required
            value={cap}
            onInput={(event) => setCap(event.currentTarget.value)}
          />
        )}
      </Field>
      <Why label={say('because')} path="because" acting={acting} value={because} onInput={setBecause} />
    </Asking>
  );
}

function SealAgain({ releases, again, close }: AskProps & { releases: Releases; close: () => void }): JSX.Element {
  const say = useWords('network');
  const [chosen, setChosen] = useState('');
  const [incident, setIncident] = useState('');
  const acting = useAct(AskSealAgain);
  const release = releases.find(({ id }) => id === chosen) ?? releases[0];
  return (
    <Asking
      acting={acting}
      ask={() => acting.act({ releaseId: release?.id ?? '', incident })}
      shown={['releaseId', 'incident']}
      question={say('again.question', { period: release?.period ?? '' })}
      again={again}
      close={close}
    >
      <p class="hint">{say('again.hint')}</p>
      <Field label={say('period')} path="releaseId" problems={acting.problems}>
        {(described) => (
          <select {...described} value={release?.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {releases.map(({ id, period }) => (
              <option value={id} key={id}>
                {period}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Why
        label={say('incident')}
        hint={say('incident.hint')}
        path="incident"
        acting={acting}
        value={incident}
        onInput={setIncident}
      />
    </Asking>
  );
}

/** Asking itself cannot be taken back, so it is asked about first. */
function Asking({
  acting,
  ask,
  shown,
  question,
  again,
  close,
  children,
}: AskProps & {
  acting: Pick<Acting<never, never>, 'busy' | 'trouble' | 'problems' | 'clear'>;
  ask: () => Promise<object | null>;
  shown: readonly string[];
  question: string;
  close: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const say = useWords('network');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const forget = (): void => {
    acting.clear();
    setRefused(null);
  };
  const send = async (): Promise<void> => {
    const answer = await ask();
    const refusal = refusedOf(answer);
    setRefused(refusal);
    setAsking(false);
    if (!answer || refusal) return;
    toast(say('ofTwo.asked'));
    close();
    again();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      {children}
      <Undone acting={acting} result={refused} shown={shown} />
      <Button type="submit" kind="main">
        {say('ofTwo.ask')}
      </Button>
      <Confirm
        open={asking}
        title={question}
        action={say('ofTwo.ask')}
        busy={acting.busy}
        onOpen={forget}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <p>{say('ofTwo.text')}</p>
      </Confirm>
    </form>
  );
}

const LONGEST_REASON = 500;

function Why({
  label,
  hint,
  path,
  acting,
  value,
  onInput,
}: {
  label: string;
  hint?: string;
  path: string;
  acting: Pick<Acting<never, never>, 'problems'>;
  value: string;
  onInput: (value: string) => void;
}): JSX.Element {
  return (
    <Field label={label} hint={hint} path={path} problems={acting.problems}>
      {(described) => (
        <textarea
          {...described}
          required
          maxLength={LONGEST_REASON}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
