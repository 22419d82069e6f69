import type { JSX } from 'preact';
import { InboxCounts } from '../../../generated/documents/inbox.js';
import type { Inbox as InboxCode, InboxCountsQuery, Role } from '../../../generated/graphql.js';
import { useLive } from '../../ask/acted.js';
import { useInHand } from '../../in-hand.js';
import { Page } from '../../parts/page.js';
import { Tabs } from '../../parts/tabs.js';
import { useReader } from '../../reader.js';
import { go, useAddress } from '../../router.js';
import { useWords } from '../../words/words.js';
import { ByCode } from './by-code.js';
import { List } from './inbox-list.js';
import { Opened } from './opened.js';
import { PlaceQuestions } from './place-questions.js';

/** The lists by the names that stand in the address. */
const VIEWS = {
  'to-answer': { inbox: 'TO_ANSWER', count: 'toAnswer' },
  'to-follow': { inbox: 'TO_FOLLOW', count: 'toFollow' },
  overdue: { inbox: 'OVERDUE', count: 'overdue' },
  waitlisted: { inbox: 'WAITLISTED', count: 'waitlisted' },
  upcoming: { inbox: 'UPCOMING', count: 'upcoming' },
  closed: { inbox: 'CLOSED', count: 'closed' },
} as const satisfies Record<string, { inbox: InboxCode; count: keyof InboxCountsQuery }>;
type View = keyof typeof VIEWS;

/** What waits for an answer from here, and what was sent from here and is not over: both sides look at it. */
export function Inbox(): JSX.Element {
  const say = useWords('inbox');
  const { roles } = useReader();
  const { search } = useAddress();
  const counts = useLive(InboxCounts, {}).answer;
  // Which one is in hand is held in memory; the address says only that one is open.
  const [inHand, setInHand] = useInHand<{ id: string; code: string } | null>('referral', null);
  const views = viewsFor(roles, counts);
  const asked = search.get('view');
  const view = asked !== null && Object.hasOwn(VIEWS, asked) ? (asked as View) : (views[0] ?? 'to-follow');
  const open = ({ id, code }: { id: string; code: string }): void => {
    setInHand({ id, code });
    go(`/inbox?view=${view}&open=1`);
  };
  if (inHand && search.get('open') === '1')
    return (
      <Page key="opened" title={say('title')}>
        <Opened key={inHand.id} id={inHand.id} onBack={() => go(`/inbox?view=${view}`)} />
      </Page>
    );
  const today = view === 'waitlisted' && search.get('today') === '1';
  return (
    <Page key="list" title={say('title')}>
      {roles.includes('AGENCY') && <PlaceQuestions />}
      {roles.includes('AGENCY') && (
        <details>
          <summary>{say('slip.at')}</summary>
          <ByCode onFound={open} />
        </details>
      )}
      <Tabs
        label={say('views')}
        current={view}
        hrefOf={(name) => `/inbox?view=${name}`}
        tabs={views.map((name) => ({
          name,
          label: say(`view.${name}`),
          count: counts?.[VIEWS[name].count].totalCount,
        }))}
      />
      {view === 'waitlisted' && (
        <p>
          <a href={today ? '/inbox?view=waitlisted' : '/inbox?view=waitlisted&today=1'}>
            {say(today ? 'waitlisted.all' : 'waitlisted.today')}
          </a>
        </p>
      )}
      <h2 class="unseen">{say(`view.${view}`)}</h2>
      <List
        key={`${view}${String(today)}`}
        inbox={VIEWS[view].inbox}
        where={today ? { lookAgainDue: true } : null}
        empty={say(`empty.${view}`)}
        onOpen={open}
      />
    </Page>
  );
}

/** Who only sends has nothing to answer, and who only receives follows nothing: unless there is something all the same. */
function viewsFor(roles: readonly Role[], counts: InboxCountsQuery | null): View[] {
  const answers = roles.includes('AGENCY') || roles.includes('MANAGER') || (counts?.toAnswer.totalCount ?? 0) > 0;
  const follows = roles.includes('CASEWORKER') || roles.includes('MANAGER') || (counts?.toFollow.totalCount ?? 0) > 0;
  return (Object.keys(VIEWS) as View[]).filter(
    (view) => (view !== 'to-answer' || answers) && (view !== 'to-follow' || follows),
  );
}
