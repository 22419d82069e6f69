import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReferHer, ReferSent } from '../../../generated/documents/refer.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { showCode } from '../../parts/her-code.js';
import { go } from '../../router.js';
import { agoOf, momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { usePurpose, type InHand } from '../../her/in-hand.js';
import { CardToPrint, Paper, SafeToCarry } from '../../her/paper.js';
import { useDraft } from './draft.js';
import type { PlaceToRefer } from './draft.js';

/** It is on its way: until when they answer, and what she may carry. */
export function Sent({
  place,
  referralId,
  woman,
}: {
  place: PlaceToRefer;
  referralId: string;
  woman: InHand;
}): JSX.Element {
  const say = useWords('refer');
  const [purpose] = usePurpose();
  const sent = useAsk(ReferSent, { id: referralId }, { live: true });
  const her = useAsk(ReferHer, { id: woman.id, purpose });
  const [, , drop] = useDraft(place.id);
  const slipOk = her.answer?.client?.safeContact?.slipOk ?? false;
  return (
    <Whole asked={sent}>
      {({ referral }) =>
        referral ? (
          <>
            <Notice tone="good" alert>
              <p>
                <b>{say('sent', { name: place.name })}</b>
              </p>
              {referral.respondBy && (
                <p>{say('sent.answer', { when: momentOf(referral.respondBy), ago: agoOf(referral.respondBy) })}</p>
              )}
            </Notice>
            <Card title={say('slip')}>
              <p class="no-print">
                {say('slip.code')} <span class="code ltr">{showCode(referral.code)}</span>
              </p>
              <SafeToCarry slipOk={slipOk}>
                <SlipToPrint code={referral.code} meeting={referral.handover} />
              </SafeToCarry>
            </Card>
            <details class="card no-print">
              <summary>{say('card')}</summary>
              <CardToPrint code={woman.code} slipOk={slipOk} />
            </details>
            <div class="actions">
              <Button
                kind="main"
                onClick={() => {
                  drop();
                  go('/woman/record');
                }}
              >
                {say('done')}
              </Button>
            </div>
          </>
        ) : (
          <EmptyState>{say('draft.gone')}</EmptyState>
        )
      }
    </Whole>
  );
}

/** A place and a time stand on it only if she wants them there; a house is never named by itself, its name can tell. */
function SlipToPrint({
  code,
  meeting,
}: {
  code: string;
  meeting?: { meetingPoint?: string | null; meetAt?: string | null } | null;
}): JSX.Element {
  const say = useWords('refer');
  const [where, setWhere] = useState('');
  const [when, setWhen] = useState(false);
  const time = meeting?.meetAt ? momentOf(meeting.meetAt) : null;
  const point = meeting?.meetingPoint ?? null;
  return (
    <>
      <div class="stack no-print">
        <Field label={say('slip.place')} hint={say('slip.hint')} optional>
          {(described) => (
            <input
              {...described}
              autocomplete="off"
              value={where}
              onInput={(event) => setWhere(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          {point !== null && where !== point && (
            <Button onClick={() => setWhere(point)}>{say('slip.use', { text: point })}</Button>
          )}
          {time !== null && (
            <label class="chip">
              <input type="checkbox" checked={when} onChange={(event) => setWhen(event.currentTarget.checked)} />
              <span>{time}</span>
            </label>
          )}
        </div>
      </div>
      <Paper kind="slip" code={code} lines={[where.trim(), when ? (time ?? '') : ''].filter((line) => line !== '')} />
    </>
  );
}
