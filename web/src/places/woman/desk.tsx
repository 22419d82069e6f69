import type { JSX } from 'preact';
import { OpenNewWoman } from '../../../generated/documents/woman.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { Card, Page } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { showCode } from '../../parts/her-code.js';
import { useReader } from '../../reader.js';
import { go } from '../../router.js';
import { useWords } from '../../words/words.js';
import { FindRecord } from './find-record.js';
import { usePurpose, useWoman, type InHand } from '../../her/in-hand.js';
import { MyWomenList } from './my-women.js';
import { DeskNews } from './desk-news.js';
import { ForgottenNotice } from './forget.js';

/** Where a record is found by its code, or opened anew in one tap. */
export function Desk(): JSX.Element {
  const say = useWords('woman');
  const { roles } = useReader();
  const [woman] = useWoman();
  const works = roles.includes('CASEWORKER');
  const open = useOpenRecord();
  return (
    <Page title={say('title')}>
      <ForgottenNotice />
      {woman && (
        <Notice>
          <p>{say('inHand', { code: showCode(woman.code) })}</p>
          <a href="/woman/record">{say('inHand.go')}</a>
        </Notice>
      )}
      <div class="split">
        <FindRecord onFound={open} />
        {works && <NewRecord onOpened={(her) => open(her, null)} />}
      </div>
      {works && <DeskNews onOpen={(her) => open(her, null)} />}
      {works && <MyWomenList onOpen={(her) => open(her, null)} />}
    </Page>
  );
}

/** Takes her in hand and goes to her record. */
export function useOpenRecord(): (woman: InHand, purpose: string | null) => void {
  const [, take] = useWoman();
  const [, setPurpose] = usePurpose();
  return ({ id, code }, purpose) => {
    setPurpose(purpose);
    take({ id, code });
    go('/woman/record');
  };
}

/** Nothing is asked: what she wants to tell, she tells afterwards. */
function NewRecord({ onOpened }: { onOpened: (woman: InHand) => void }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble } = useAct(OpenNewWoman);
  const openOne = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { key } }));
    if (answer?.openClient.__typename === 'Client') onOpened(answer.openClient);
  };
  return (
    <Card title={say('new')}>
      <p>{say('new.hint')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div class="actions">
        <Button kind="main" busy={busy} onClick={() => void openOne()}>
          {say('new.action')}
        </Button>
      </div>
    </Card>
  );
}
