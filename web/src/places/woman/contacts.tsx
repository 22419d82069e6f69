import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCancelContact, WomanPlanContact } from '../../../generated/documents/contacts.js';
import type { WomanContactPlannedFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/page.js';
import { RefusedIn } from '../../parts/refused.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { PlanContact } from './contact-plan.js';
import { hoursText } from './contact-hours.js';
import type { InRecord } from './in-record.js';

/** When somebody means to reach her, as she said that it is safe; what her rules no longer allow the server leaves out. */
export function Contacts({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { her, mayAct } = record;
  const { safeContact, plannedContacts } = her;
  const mayReach = safeContact && safeContact.channel !== 'NONE';
  return (
    <Card title={say('reach')}>
      <p>
        {mayReach
          ? say('reach.said', { how: whatSheSaid(record, say) })
          : say(safeContact ? 'reach.none' : 'reach.unsaid')}
      </p>
      {plannedContacts.length === 0 ? (
        mayReach && <p class="hint">{say('reach.empty')}</p>
      ) : (
        <ul class="stack">
          {plannedContacts.map((contact) => (
            <OneContact key={contact.id} contact={contact} record={record} />
          ))}
        </ul>
      )}
      {mayAct && mayReach && <PlanContact key={her.version} safeContact={safeContact} record={record} />}
    </Card>
  );
}

/** Her way, and her times in hours or in her words. */
function whatSheSaid({ her: { safeContact } }: InRecord, say: ReturnType<typeof useWords<'woman'>>): string {
  if (!safeContact) return '';
  const { channel, hours, safeTimes } = safeContact;
  return [say(`channel.${channel}`), ...(hours ?? []).map((each) => hoursText(each, say)), safeTimes]
    .filter(Boolean)
    .join('; ');
}

function OneContact({
  contact,
  record,
}: {
  contact: InRecord['her']['plannedContacts'][number];
  record: InRecord;
}): JSX.Element {
  const say = useWords('woman');
  const cancel = useAct(WomanCancelContact);
  const plan = useAct(WomanPlanContact);
  const [refused, setRefused] = useState<WomanContactPlannedFragment | null>(null);
  const { id, means, at, voicemail } = contact;
  const what = `${say(`channel.${means}`)}, ${momentOf(at)}`;
  /** Nothing of it was kept: it is planned anew, and her rules are asked again. */
  const back = async (): Promise<void> => {
    const input = { clientId: record.her.id, means, at, voicemail, withinSafeTimes: true };
    const answer = await plan.act({ input });
    if (answer?.planContact.__typename !== 'PlannedContact') toast(say('plan.notBack'));
    record.again();
  };
  const done = async (): Promise<void> => {
    const answer = await cancel.act({ id });
    if (!answer) return;
    setRefused(answer.cancelContact);
    if (answer.cancelContact.__typename === 'PlannedContact') toast(say('reach.gone'), () => void back());
    record.again();
  };
  return (
    <li class="stack">
      {cancel.trouble && <TroubleNotice trouble={cancel.trouble} />}
      <RefusedIn result={refused} />
      <div class="row">
        <span>
          {what}
          {voicemail && <span class="small"> ({say('voicemail')})</span>}
        </span>
        {record.mayAct && (
          <Button kind="quiet" busy={cancel.busy} label={say('reach.cancel.of', { what })} onClick={() => void done()}>
            {say('reach.cancel')}
          </Button>
        )}
      </div>
    </li>
  );
}
