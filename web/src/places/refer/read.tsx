import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReferDraft as ReferDraftDocument, ReferDrop, ReferSend } from '../../../generated/documents/refer.js';
import type { ReferDraftQuery, ReferSendMutation } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { EmptyState, TroubleNotice, Whole } from '../../parts/states.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InHand } from '../../her/in-hand.js';
import { AskHer } from './ask-her.js';
import { useDraft } from './draft.js';
import type { PlaceToRefer } from './draft.js';
import { AlwaysCrosses, FIELDS, useFieldTexts } from './what-crosses.js';

type Drafted = NonNullable<ReferDraftQuery['referral']>;

/** What would cross, to read aloud; then her yes, and it is sent. Where her yes stands already, it is read and sent. */
export function Read({ place, woman, draftId }: { place: PlaceToRefer; woman: InHand; draftId: string }): JSX.Element {
  const say = useWords('refer');
  const asked = useAsk(ReferDraftDocument, { id: draftId, all: [...FIELDS] });
  const [, , drop] = useDraft(place.id);
  return (
    <Whole asked={asked}>
      {(answer) =>
        answer.referral ? (
          <ReadAloud place={place} woman={woman} answer={answer} referral={answer.referral} again={asked.again} />
        ) : (
          <EmptyState>
            <p>{say('draft.gone')}</p>
            <Button onClick={drop}>{say('write.anew')}</Button>
          </EmptyState>
        )
      }
    </Whole>
  );
}

function ReadAloud({
  place,
  woman,
  answer,
  referral,
  again,
}: {
  place: PlaceToRefer;
  woman: InHand;
  answer: ReferDraftQuery;
  referral: Drafted;
  again: () => void;
}): JSX.Element {
  const say = useWords('refer');
  const sending = useSend(place, referral, again);
  const { now, whole } = answer;
  const stands = now.consent !== null && now.missing.length === 0;
  return (
    <>
      <Card title={say('cross', { name: now.receiver.name })}>
        <p class="hint">{say('cross.hint')}</p>
        <AlwaysCrosses crossing={now} />
      </Card>
      {sending.trouble && <TroubleNotice trouble={sending.trouble} />}
      {sending.refused !== null && (
        <Notice tone="bad" alert>
          <p>{sending.refused}</p>
        </Notice>
      )}
      {stands ? (
        <Standing answer={answer} busy={sending.busy} onSend={() => void sending.send()} />
      ) : (
        <AskHer
          place={place}
          woman={woman}
          crossing={now}
          whole={whole.shared}
          sending={sending.busy}
          onYes={() => void sending.send()}
        />
      )}
      <ChangeIt place={place} referral={referral} />
    </>
  );
}

/** She said yes to this place before, and it covers what is written now. */
function Standing({
  answer,
  busy,
  onSend,
}: {
  answer: ReferDraftQuery;
  busy: boolean;
  onSend: () => void;
}): JSX.Element {
  const say = useWords('refer');
  const her = useWords('woman');
  const texts = [...useFieldTexts()(answer.now.shared)];
  return (
    <Card title={say('stands')}>
      <p>{say('stands.until', { day: dayOf(answer.now.consent?.expiresAt ?? '') })}</p>
      <dl class="facts">
        {texts.map(([field, text]) => (
          <div key={field}>
            <dt>{her(`field.${field}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{say('stands.ask')}</p>
      <div class="actions">
        <Button kind="main" busy={busy} onClick={onSend}>
          {say('send')}
        </Button>
      </div>
    </Card>
  );
}

/** What was written cannot be changed once it is drafted: the draft is struck out (it is in no figure) and what was typed is written anew. */
function ChangeIt({ place, referral }: { place: PlaceToRefer; referral: Drafted }): JSX.Element {
  const say = useWords('refer');
  const { act, busy, trouble } = useAct(ReferDrop);
  const [draft, change] = useDraft(place.id);
  const strike = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { id: referral.id, version: referral.version, key } }));
    if (!answer) return;
    const services = draft.services.length > 0 ? draft.services : referral.services;
    change({ draftId: null, services, urgency: referral.urgency });
  };
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div class="actions">
        <Button kind="quiet" busy={busy} onClick={() => void strike()}>
          {say('change')}
        </Button>
      </div>
    </>
  );
}

/** Sends it as it was read; whatever stands in the way is said with what to do. */
function useSend(place: PlaceToRefer, referral: Drafted, again: () => void) {
  const say = useWords('refer');
  const her = useWords('woman');
  const { act, busy, trouble } = useAct(ReferSend);
  const [refused, setRefused] = useState<string | null>(null);
  const [, change] = useDraft(place.id);
  const send = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { id: referral.id, version: referral.version, key } }));
    const result = answer?.sendReferral;
    if (!result) return;
    if (result.__typename === 'Referral' || isSentAlready(result)) {
      change({ sent: true });
      return;
    }
    setRefused(whyNot(result));
    again();
  };
  const whyNot = (result: ReferSendMutation['sendReferral']): string => {
    if (result.__typename === 'ConsentMissing')
      return result.missing.length === 0
        ? say('refused.consent')
        : say('refused.fields', { fields: result.missing.map((field) => her(`field.${field}`)).join(', ') });
    if (result.__typename === 'StaleReferral') return say('refused.stale');
    return 'message' in result ? result.message : say('refused.stale');
  };
  return { send, busy, trouble, refused };
}

const isSentAlready = (result: ReferSendMutation['sendReferral']): boolean =>
  result.__typename === 'StepNotAllowed' && result.status !== 'DRAFT';
