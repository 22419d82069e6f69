import type { JSX } from 'preact';
import { OpenWoman } from '../../../generated/documents/woman.js';
import type { WomanRecordFragment } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Tabs } from '../../parts/tabs.js';
import { showCode } from '../../parts/her-code.js';
import { useReader } from '../../reader.js';
import { useAddress } from '../../router.js';
import { language } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { Consents } from './consents.js';
import { Contacts } from './contacts.js';
import { usePurpose, useWoman, type InHand } from '../../her/in-hand.js';
import { Looks } from './looks.js';
import { Plans } from './plans.js';
import type { InRecord } from './in-record.js';
import { goesOn, Referrals } from './referrals.js';
import { Told } from './told.js';

const VIEWS = ['referrals', 'told', 'consents', 'plans', 'more'] as const;
type View = (typeof VIEWS)[number];

/** Her record, while she is in hand. */
export function Record({ woman }: { woman: InHand }): JSX.Element {
  const say = useWords('woman');
  const [purpose] = usePurpose();
  // Every look of who is not her worker is told to her worker: it is not repeated by itself.
  const asked = useAsk(OpenWoman, { id: woman.id, purpose, language: language() }, { live: purpose === null });
  return (
    <Page title={say('title')} actions={<PutAway />}>
      <p>
        <span class="code ltr">{showCode(woman.code)}</span>
      </p>
      <Whole asked={asked}>
        {({ client }) =>
          client ? <Opened her={client} again={asked.again} /> : <EmptyState>{say('find.nobody')}</EmptyState>
        }
      </Whole>
    </Page>
  );
}

/** Out of hand: nothing of her stays in this page. */
function PutAway(): JSX.Element {
  const say = useWords('woman');
  const [, take] = useWoman();
  const [, setPurpose] = usePurpose();
  return (
    <div class="actions">
      <a class="button" href="/find">
        {say('search')}
      </a>
      <button
        type="button"
        onClick={() => {
          setPurpose(undefined);
          take(undefined);
        }}
      >
        {say('putAway')}
      </button>
    </div>
  );
}

function Opened({ her, again }: { her: WomanRecordFragment; again: () => void }): JSX.Element {
  const say = useWords('woman');
  const reader = useReader();
  const { search } = useAddress();
  const isHers = her.assignedTo?.id === reader.id;
  const record: InRecord = { her, again, isHers, mayAct: reader.roles.includes('CASEWORKER') };
  const view = VIEWS.find((each) => each === search.get('view')) ?? 'referrals';
  const open = her.referrals.edges.filter(({ node }) => goesOn(node)).length;
  return (
    <>
      {!isHers && (
        <Notice tone="care">
          <p>{say('colleagues', { name: her.assignedTo?.displayName ?? say('nobody') })}</p>
        </Notice>
      )}
      <Tabs
        label={say('views')}
        current={view}
        tabs={VIEWS.map((name) => ({
          name,
          label: say(`view.${name}`),
          count: name === 'referrals' && open > 0 ? open : undefined,
        }))}
        hrefOf={(name) => (name === 'referrals' ? '/woman/record' : `/woman/record?view=${name}`)}
      />
      <InView view={view} record={record} />
    </>
  );
}

function InView({ view, record }: { view: View; record: InRecord }): JSX.Element {
  if (view === 'told')
    return (
      <>
        <Told record={record} />
        <Contacts record={record} />
      </>
    );
  if (view === 'consents') return <Consents record={record} />;
  if (view === 'plans') return <Plans record={record} />;
  if (view === 'more') return <Looks record={record} />;
  return <Referrals record={record} />;
}
