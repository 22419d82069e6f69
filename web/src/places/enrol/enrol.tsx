import type { JSX } from 'preact';
import { Me } from '../../../generated/documents/signing-in.js';
import { ask } from '../../ask/ask.js';
import { Door } from '../../door.js';
import { Enrolment } from '../../parts/enrolment.js';
import { Page } from '../../parts/page.js';
import { homeOf } from '../../places.js';
import { setSigned, useReader } from '../../reader.js';
import { go } from '../../router.js';
import { useWords } from '../../words/words.js';

/** Her role needs an authenticator: until she has one, nothing else opens. */
export function Enrol(): JSX.Element {
  const say = useWords('account');
  const { roles } = useReader();
  const done = async (): Promise<void> => {
    const { me } = await ask(Me, {});
    setSigned({ reader: me, mustEnrol: false });
    go(homeOf(roles), { replace: true });
  };
  return (
    <Door>
      <Page title={say('factor.title')}>
        <p>{say('factor.must')}</p>
        <Enrolment onDone={() => void done()} />
      </Page>
    </Door>
  );
}
