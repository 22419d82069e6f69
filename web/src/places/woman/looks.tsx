import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Colleagues, HandOverWoman, TakeWoman } from '../../../generated/documents/woman.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useInHand } from '../../in-hand.js';
import { useReader } from '../../reader.js';
import { dayOf, momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { CardToPrint } from '../../her/paper.js';
import { usePurpose } from '../../her/in-hand.js';
import { PurposeField } from '../../her/purpose-field.js';
import { Forget } from './forget.js';
import type { InRecord } from './in-record.js';

/** Who looked at her record and why, her card, and whose she is. */
export function Looks({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { her, isHers, mayAct } = record;
  const { roles } = useReader();
  return (
    <>
      <Card title={say('card')}>
        <CardToPrint code={her.code} slipOk={her.safeContact?.slipOk ?? false} />
      </Card>
      <Card title={say('looks')}>
        {her.looks.length === 0 ? (
          <p>{say('looks.empty')}</p>
        ) : (
          <ul class="stack">
            {together(her.looks).map(({ at, by, purpose, times }) => (
              <li key={at}>
                <b>{by?.displayName ?? say('nobody')}</b>: “{purpose}”{' '}
                <span class="small">
                  {momentOf(at)}
                  {times > 1 && ` · ${say('times', { count: times })}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {isHers && <HandOver record={record} />}
      {!isHers && mayAct && <TakeOver record={record} />}
      {!isHers && !mayAct && roles.includes('MANAGER') && <TakeOver record={record} forOther />}
      <Forget record={record} />
    </>
  );
}

type Look = InRecord['her']['looks'][number];

/** Each page of a record that a colleague opens is a look; those of one person for one reason on one day stand together. */
function together(looks: readonly Look[]): (Look & { times: number })[] {
  const groups = new Map<string, Look & { times: number }>();
  for (const look of looks) {
    const key = [look.by?.id, look.purpose, dayOf(look.at)].join('|');
    const before = groups.get(key);
    groups.set(key, before ? { ...before, times: before.times + 1 } : { ...look, times: 1 });
  }
  return [...groups.values()];
}

function useColleagues() {
  const asked = useAsk(Colleagues, {});
  return { asked, all: asked.answer?.colleagues ?? [] };
}

function HandOver({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { asked, all } = useColleagues();
  const { act, busy, trouble, problems } = useAct(HandOverWoman);
  const [typed, setTyped] = useInHand('woman.handOver', { toId: '', note: '' });
  const [unsaid, setUnsaid] = useState(false);
  const handOver = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (typed.toId === '') {
      setUnsaid(true);
      return;
    }
    const { toId, note } = typed;
    const answer = await act((key) => ({ input: { clientIds: [record.her.id], toId, note: note || null, key } }));
    if (answer?.handOverClients.__typename !== 'ClientsHandedOver') return;
    toast(say('handOver.done', { name: all.find(({ id }) => id === toId)?.displayName ?? '' }));
    setTyped(undefined);
    record.again();
  };
  return (
    <Card title={say('handOver')}>
      <Whole asked={asked}>
        {({ colleagues }) =>
          colleagues.length === 0 ? (
            <p>{say('handOver.nobody')}</p>
          ) : (
            <form onSubmit={(event) => void handOver(event)} noValidate>
              {trouble && <TroubleNotice trouble={trouble} />}
              <Field
                label={say('handOver.to')}
                path="input.toId"
                problems={problems}
                error={unsaid ? say('choose') : null}
              >
                {(described) => (
                  <ColleagueChoice
                    described={described}
                    all={colleagues}
                    value={typed.toId}
                    onChange={(toId) => {
                      setUnsaid(false);
                      setTyped({ ...typed, toId });
                    }}
                  />
                )}
              </Field>
              <Field label={say('handOver.note')} hint={say('handOver.note.hint')} optional>
                {(described) => (
                  <textarea
                    {...described}
                    value={typed.note}
                    onInput={(event) => setTyped({ ...typed, note: event.currentTarget.value })}
                  />
                )}
              </Field>
              <Button type="submit" busy={busy}>
                {say('handOver.action')}
              </Button>
            </form>
          )
        }
      </Whole>
    </Card>
  );
}

function ColleagueChoice({
  described,
  all,
  value,
  onChange,
}: {
  described: object;
  all: readonly { id: string; displayName: string }[];
  value: string;
  onChange: (id: string) => void;
}): JSX.Element {
  const say = useWords('woman');
  return (
    <select {...described} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{say('choose')}</option>
      {all.map(({ id, displayName }) => (
        <option value={id} key={id}>
          {displayName}
        </option>
      ))}
    </select>
  );
}

/** A colleague becomes her worker, or a manager gives her one; both workers are told why. */
function TakeOver({ record, forOther = false }: { record: InRecord; forOther?: boolean }): JSX.Element {
  const say = useWords('woman');
  const { all } = useColleagues();
  const { act, busy, trouble, problems } = useAct(TakeWoman);
  const [why, setWhy] = useState('');
  const [toId, setToId] = useState('');
  const [, setPurpose] = usePurpose();
  const take = async (event: Event): Promise<void> => {
    event.preventDefault();
    const to = forOther ? { toId } : {};
    const answer = await act((key) => ({ input: { clientId: record.her.id, purpose: why, key, ...to } }));
    if (answer?.takeOver.__typename !== 'ClientTakenOver') return;
    if (!forOther) setPurpose(undefined);
    record.again();
  };
  return (
    <Card title={say(forOther ? 'give.title' : 'take')}>
      <form onSubmit={(event) => void take(event)} noValidate>
        <p>{say('take.text')}</p>
        {trouble && <TroubleNotice trouble={trouble} />}
        {forOther && (
          <Field label={say('handOver.to')} path="input.toId" problems={problems}>
            {(described) => <ColleagueChoice described={described} all={all} value={toId} onChange={setToId} />}
          </Field>
        )}
        <PurposeField value={why} problems={problems} onInput={setWhy} />
        <Button type="submit" busy={busy}>
          {say(forOther ? 'give.action' : 'take.action')}
        </Button>
      </form>
    </Card>
  );
}
