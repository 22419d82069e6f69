import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { NetworkTrail, VerifyTrail } from '../../../generated/documents/network-audit.js';
import type { VerifyTrailQuery } from '../../../generated/graphql.js';
import { ask } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Pager } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { EmptyState, TroubleNotice, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { usePages } from './use-pages.js';

/** What was done, by whom: it can be added to, and never changed without that being seen. */
export function Audit(): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(NetworkTrail, { ...pages });
  return (
    <>
      <VerifyCard />
      <Whole asked={asked}>
        {({ auditTrail: { edges, pageInfo } }) => (
          <>
            {edges.length === 0 && <EmptyState>{say('audit.none')}</EmptyState>}
            {edges.length > 0 && (
              <Table
                caption={say('audit')}
                rows={edges.map(({ node }) => node)}
                rowKey={({ id }) => id}
                columns={[
                  { head: say('audit.when'), cell: ({ at }) => momentOf(at) },
                  { head: say('audit.action'), cell: ({ action }) => <span class="ltr">{action}</span> },
                  { head: say('audit.subject'), cell: ({ subjectType }) => subjectType },
                  { head: say('audit.actor'), cell: ({ actor }) => actor?.displayName ?? say('audit.house') },
                  { head: say('audit.purpose'), cell: ({ purpose }) => <span class="wrap">{purpose ?? '—'}</span> },
                ]}
              />
            )}
            <Pager busy={asked.busy} {...pager(pageInfo)} />
          </>
        )}
      </Whole>
    </>
  );
}

function VerifyCard(): JSX.Element {
  const say = useWords('network');
  const [found, setFound] = useState<VerifyTrailQuery['verifyAuditTrail'] | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const verify = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      setFound((await ask(VerifyTrail, {})).verifyAuditTrail);
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble('broken'));
    }
    setBusy(false);
  };
  return (
    <Card title={say('trail')}>
      <p class="hint">{say('trail.hint')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      {found && (
        <Notice tone={found.intact ? 'good' : 'bad'} alert>
          <p>
            {found.intact
              ? say('trail.intact', { count: found.entries })
              : say('trail.broken', { position: found.firstBrokenPosition ?? '?' })}
          </p>
          {found.finding && <p>{found.finding}</p>}
          <p class="small">
            {say('trail.signed', { signed: found.signedEntries, checkpoints: found.checkpoints })}
            {found.lastCheckpointAt && ` ${say('trail.last', { when: momentOf(found.lastCheckpointAt) })}`}
          </p>
        </Notice>
      )}
      <div class="actions">
        <Button busy={busy} onClick={() => void verify()}>
          {say('trail.verify')}
        </Button>
      </div>
    </Card>
  );
}
