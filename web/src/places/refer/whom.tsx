import type { JSX } from 'preact';
import { OpenNewWoman } from '../../../generated/documents/woman.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { showCode } from '../../parts/her-code.js';
import { useWords } from '../../words/words.js';
import { ByCode } from '../../her/by-code.js';
import { usePurpose, useWoman, type InHand } from '../../her/in-hand.js';

/** Her code, or a new record right here: nothing is asked for it. */
export function Whom(): JSX.Element {
  const say = useWords('refer');
  const { act, busy, trouble } = useAct(OpenNewWoman);
  const [, take] = useWoman();
  const [, setPurpose] = usePurpose();
  const openOne = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { key } }));
    if (answer?.openClient.__typename !== 'Client') return;
    setPurpose(undefined);
    take({ id: answer.openClient.id, code: answer.openClient.code });
  };
  return (
    <div class="split">
      <Card title={say('whom.new')}>
        <p>{say('whom.new.hint')}</p>
        {trouble && <TroubleNotice trouble={trouble} />}
        <div class="actions">
          <Button kind="main" busy={busy} onClick={() => void openOne()}>
            {say('whom.new.action')}
          </Button>
        </div>
      </Card>
      <Card title={say('whom.code')}>
        <ByCode
          onFound={({ id, code }, purpose) => {
            setPurpose(purpose);
            take({ id, code });
          }}
        />
      </Card>
    </div>
  );
}

export function WomanInHand({ woman }: { woman: InHand }): JSX.Element {
  const say = useWords('refer');
  const [, take] = useWoman();
  return (
    <div class="row">
      <span>
        {say('whom')} <span class="code ltr">{showCode(woman.code)}</span>
      </span>
      <Button kind="quiet" onClick={() => take(undefined)}>
        {say('whom.other')}
      </Button>
    </div>
  );
}
