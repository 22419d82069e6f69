import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCancelContact, WomanPlanContact } from '../../../generated/documents/contacts.js';
import type { ContactMeans, PlanContactInput } from '../../../generated/graphql.js';
import type { InputProblem } from '../../ask/trouble.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group, problemsAt, problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { instantOf } from '../../words/network-time.js';
import { useWords } from '../../words/words.js';
import type { InRecord } from './in-record.js';

const MEANS: ContactMeans[] = ['IN_PERSON', 'PHONE', 'TEXT', 'MESSENGER', 'THROUGH_PEER'];
const SHOWN = ['means', 'at', 'voicemail', 'withinSafeTimes'];

type SafeContact = NonNullable<InRecord['her']['safeContact']>;

/** A time and a way, and never about what. What would break her rules the server refuses, and it is said at that part. */
export function PlanContact({ safeContact, record }: { safeContact: SafeContact; record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(WomanPlanContact);
  const cancel = useAct(WomanCancelContact);
  const { channel, hours, safeTimes } = safeContact;
  const [typed, setTyped] = useState({
    means: channel === 'NONE' ? 'IN_PERSON' : channel,
    at: '',
    voicemail: false,
    withinSafeTimes: false,
  });
  const [unsaid, setUnsaid] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const change = (changed: Partial<typeof typed>): void => setTyped({ ...typed, ...changed });
  const plan = async (event: Event): Promise<void> => {
    event.preventDefault();
    setRefused(null);
    const at = instantOf(typed.at);
    setUnsaid(at === null);
    if (at === null) return;
    const { means, withinSafeTimes } = typed;
    const voicemail = means === 'PHONE' && typed.voicemail;
    const input: PlanContactInput = { clientId: record.her.id, means, at, voicemail, withinSafeTimes };
    const result = (await act({ input }))?.planContact;
    if (result?.__typename === 'Forbidden') setRefused(result.message);
    if (result?.__typename !== 'PlannedContact') return;
    setTyped({ ...typed, at: '', withinSafeTimes: false });
    const { id } = result;
    toast(say('reach.planned'), () => void cancel.act({ id }).then(record.again));
    record.again();
  };
  return (
    <details>
      <summary>{say('reach.plan')}</summary>
      <form onSubmit={(event) => void plan(event)} noValidate>
        <p class="hint">{say('reach.hint')}</p>
        {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
        {[...problemsElsewhere(problems, SHOWN), ...(refused === null ? [] : [refused])].map((message) => (
          <Notice tone="bad" alert key={message}>
            {message}
          </Notice>
        ))}
        <Group label={say('channel')}>
          <Chips<ContactMeans>
            single
            chosen={[typed.means]}
            choices={MEANS.map((value) => ({ value, label: say(`channel.${value}`) }))}
            onChange={([means = typed.means]) => change({ means })}
          />
          <RefusedAt path="means" problems={problems} />
        </Group>
        <Field
          label={say('appointment.when')}
          path="input.at"
          problems={problems}
          error={unsaid && typed.at === '' ? say('missing.appointment') : null}
        >
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              value={typed.at}
              onInput={(event) => change({ at: event.currentTarget.value })}
            />
          )}
        </Field>
        {typed.means === 'PHONE' && (
          <Checked
            label={say('reach.voicemail')}
            checked={typed.voicemail}
            path="voicemail"
            problems={problems}
            onChange={(voicemail) => change({ voicemail })}
          />
        )}
        {safeTimes && !hours?.length && (
          <Checked
            label={say('reach.within', { words: safeTimes })}
            checked={typed.withinSafeTimes}
            path="withinSafeTimes"
            problems={problems}
            onChange={(withinSafeTimes) => change({ withinSafeTimes })}
          />
        )}
        <Button type="submit" busy={busy}>
          {say('reach.plan.action')}
        </Button>
      </form>
    </details>
  );
}

interface AtPath {
  path: string;
  problems: readonly InputProblem[];
}

function Checked({
  label,
  checked,
  onChange,
  ...at
}: AtPath & { label: string; checked: boolean; onChange: (checked: boolean) => void }): JSX.Element {
  return (
    <div>
      <label class="check">
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{label}</span>
      </label>
      <RefusedAt {...at} />
    </div>
  );
}

function RefusedAt({ path, problems }: AtPath): JSX.Element {
  return (
    <>
      {problemsAt(problems, path).map((message) => (
        <p class="error" role="alert" key={message}>
          <span aria-hidden="true">! </span>
          {message}
        </p>
      ))}
    </>
  );
}
