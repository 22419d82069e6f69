import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AcknowledgeWoman, TakeWoman, WomanDesk } from '../../../generated/documents/woman.js';
import type { WomanDeskQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { showCode } from '../../parts/her-code.js';
import { dayOf, momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InHand } from '../../her/in-hand.js';
import { WomanLine } from './my-women.js';
import { PurposeField } from '../../her/purpose-field.js';

type Opens = (woman: InHand) => void;

/** What colleagues left for her: women handed over, women whom nobody walks with, and who looked at hers. Nothing there: nothing shown. */
export function DeskNews({ onOpen }: { onOpen: Opens }): JSX.Element | null {
  const say = useWords('woman');
  const asked = useAsk(WomanDesk, {}, { live: true });
  if (!asked.answer) return asked.trouble ? <TroubleNotice trouble={asked.trouble} again={asked.again} /> : null;
  const { handOvers, womenWithoutWorker, clientNotices } = asked.answer;
  return (
    <>
      {handOvers.length > 0 && (
        <Card title={say('handOvers')}>
          <ul class="cards">
            {handOvers.map((woman) => (
              <HandedOver key={woman.id} woman={woman} onOpen={onOpen} onDone={asked.again} />
            ))}
          </ul>
        </Card>
      )}
      {womenWithoutWorker.edges.length > 0 && (
        <Card title={say('without')}>
          <p class="hint">{say('without.hint')}</p>
          <ul class="cards">
            {womenWithoutWorker.edges.map(({ node }) => (
              <Without key={node.clientId} woman={node} onOpen={onOpen} />
            ))}
          </ul>
        </Card>
      )}
      {clientNotices.edges.length > 0 && <Notices notices={clientNotices} />}
    </>
  );
}

function HandedOver({
  woman,
  onOpen,
  onDone,
}: {
  woman: WomanDeskQuery['handOvers'][number];
  onOpen: Opens;
  onDone: () => void;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble } = useAct(AcknowledgeWoman);
  const { handedOver } = woman;
  return (
    <li class="stack">
      <div class="row">
        <button type="button" class="button-plain" onClick={() => onOpen(woman)}>
          <span class="code ltr">{showCode(woman.code)}</span>
        </button>
        {handedOver && (
          <span class="small">
            {say('handedOver.by', {
              name: handedOver.from?.displayName ?? say('nobody'),
              when: momentOf(handedOver.at),
            })}
          </span>
        )}
      </div>
      {handedOver?.note && <p>{handedOver.note}</p>}
      {trouble && <TroubleNotice trouble={trouble} />}
      <Button busy={busy} onClick={() => void act({ clientId: woman.id }).then((done) => done && onDone())}>
        {say('handedOver.read')}
      </Button>
    </li>
  );
}

function Without({
  woman,
  onOpen,
}: {
  woman: WomanDeskQuery['womenWithoutWorker']['edges'][number]['node'];
  onOpen: Opens;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems, clear } = useAct(TakeWoman);
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState('');
  const take = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { clientId: woman.clientId, purpose, key } }));
    if (answer?.takeOver.__typename === 'ClientTakenOver')
      onOpen({ id: answer.takeOver.clientId, code: answer.takeOver.code });
  };
  return (
    <li>
      <WomanLine listed={woman} onOpen={() => setAsking(true)} />
      <Confirm
        open={asking}
        title={say('take.title', { code: showCode(woman.code) })}
        action={say('take.action')}
        busy={busy}
        onOpen={clear}
        onConfirm={() => void take()}
        onClose={() => setAsking(false)}
      >
        <p>{say('take.text')}</p>
        {trouble && <TroubleNotice trouble={trouble} />}
        <PurposeField value={purpose} problems={problems} onInput={setPurpose} />
      </Confirm>
    </li>
  );
}

function Notices({ notices }: { notices: WomanDeskQuery['clientNotices'] }): JSX.Element {
  const say = useWords('woman');
  return (
    <details class="card">
      <summary>
        {say('notices')} <span class="count">{notices.edges.length}</span>
      </summary>
      <ul class="stack">
        {notices.edges.map(({ node: { id, kind, code, by, to, purpose, at } }) => (
          <li key={id}>
            <span class="code ltr">{showCode(code)}</span>{' '}
            {say(`notice.${kind}`, { name: by?.displayName ?? say('nobody'), to: to?.displayName ?? say('nobody') })}
            {purpose !== null && <> “{purpose}”</>} <span class="small">{dayOf(at)}</span>
          </li>
        ))}
      </ul>
      <Notice>{say('notices.hint')}</Notice>
    </details>
  );
}
