import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { MyWomen } from '../../../generated/documents/woman.js';
import { useAsk } from '../../ask/use-ask.js';
import { Pager } from '../../parts/more.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { showCode } from '../../parts/her-code.js';
import { agoOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InHand } from '../../her/in-hand.js';

interface Listed {
  clientId: string;
  code: string;
  openReferrals: number;
  dueBy: string | null;
}

/** Her women by code, what is due first; nothing else of them stands in a list. */
export function MyWomenList({ onOpen }: { onOpen: (woman: InHand) => void }): JSX.Element {
  const say = useWords('woman');
  const [cursors, setCursors] = useState<string[]>([]);
  const asked = useAsk(MyWomen, { after: cursors.at(-1) ?? null }, { live: true });
  return (
    <Card title={say('mine')}>
      <Whole asked={asked}>
        {({ myWomen: { edges, pageInfo } }) => (
          <>
            {edges.length === 0 ? (
              <EmptyState>{say('mine.empty')}</EmptyState>
            ) : (
              <ul class="cards">
                {edges.map(({ node }) => (
                  <li key={node.clientId}>
                    <WomanLine listed={node} onOpen={onOpen} />
                  </li>
                ))}
              </ul>
            )}
            <Pager
              busy={asked.busy}
              onEarlier={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
              onLater={pageInfo.hasNextPage ? () => setCursors([...cursors, pageInfo.endCursor ?? '']) : null}
            />
          </>
        )}
      </Whole>
    </Card>
  );
}

export function WomanLine({ listed, onOpen }: { listed: Listed; onOpen: (woman: InHand) => void }): JSX.Element {
  const say = useWords('woman');
  const { clientId, code, openReferrals, dueBy } = listed;
  return (
    <div class="row">
      <button type="button" class="button-plain" onClick={() => onOpen({ id: clientId, code })}>
        <span class="code ltr">{showCode(code)}</span>
      </button>
      <span>{say('openReferrals', { count: openReferrals })}</span>
      {dueBy !== null && <span class="small">{say('due', { when: agoOf(dueBy) })}</span>}
    </div>
  );
}
