import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApproveRecovery, DropRecovery, NetworkRecoveries } from '../../../generated/documents/network-people.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/page.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { OneTimeLink } from './invite.js';
import { refusedOf, Undone } from './problems.js';

/** Who cannot sign in any more: another administrator than who asked says yes. */
export function Recoveries(): JSX.Element | null {
  const say = useWords('network');
  const asked = useAsk(NetworkRecoveries, {});
  const approving = useAct(ApproveRecovery);
  const dropping = useAct(DropRecovery);
  const [link, setLink] = useState<{ link: string; expiresAt: string } | null>(null);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const approve = async (id: string): Promise<void> => {
    const answer = await approving.act({ id });
    setRefused(refusedOf(answer));
    if (answer?.approveRecovery.__typename === 'RecoveryApproved') setLink(answer.approveRecovery);
    asked.again();
  };
  const recoveries = asked.answer?.recoveries ?? [];
  if (recoveries.length === 0 && !link) return null;
  return (
    <Card title={say('recoveries')}>
      <p class="hint">{say('recoveries.hint')}</p>
      {link && <OneTimeLink {...link} text={say('recovery.link')} />}
      <Undone acting={approving} result={refused} />
      <Undone acting={dropping} />
      <ul class="cards">
        {recoveries.map(({ id, staff, askedBy, askedAt, secondFactorToo }) => (
          <li class="row" key={id}>
            <bdi>{staff.email}</bdi>
            <span class="small">
              {[askedBy?.displayName, momentOf(askedAt), secondFactorToo && say('recovery.factor')]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <Button busy={approving.busy} onClick={() => void approve(id)}>
              {say('approve')}
            </Button>
            <Button
              kind="quiet"
              busy={dropping.busy}
              onClick={() => void dropping.act({ id }).then(() => asked.again())}
            >
              {say('recovery.drop')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
