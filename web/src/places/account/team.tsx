import type { JSX } from 'preact';
import { SetTeamInbox, Team as TeamDocument } from '../../../generated/documents/team.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { Holds } from './holds.js';

/** What a manager decides for her own organization. */
export function Team(): JSX.Element {
  const asked = useAsk(TeamDocument, {}, { live: true });
  return (
    <Whole asked={asked}>
      {({ teamSettings, legalHolds }) => (
        <>
          <Inbox on={teamSettings.teamInbox} again={asked.again} />
          <Holds holds={legalHolds} again={asked.again} />
        </>
      )}
    </Whole>
  );
}

/** One inbox for the team, or each her own: true at once, and undone with one press. */
function Inbox({ on, again }: { on: boolean; again: () => void }): JSX.Element {
  const say = useWords('account');
  const { act, busy, trouble } = useAct(SetTeamInbox);
  const set = async (wanted: boolean, undoing = false): Promise<void> => {
    if (!(await act({ on: wanted }))) return;
    toast(say(wanted ? 'team.nowOn' : 'team.nowOff'), undoing ? undefined : () => void set(!wanted, true));
    again();
  };
  return (
    <Card title={say('team')} label={say('team')}>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div class="row">
        <Tag tone={on ? 'good' : 'care'}>{say(on ? 'team.on' : 'team.off')}</Tag>
      </div>
      <p>{say(on ? 'team.on.text' : 'team.off.text')}</p>
      <p class="hint">{say('team.hint')}</p>
      <div class="actions">
        <Button busy={busy} onClick={() => void set(!on)}>
          {say(on ? 'team.turnOff' : 'team.turnOn')}
        </Button>
      </div>
    </Card>
  );
}
