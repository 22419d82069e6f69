import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { RenewHerConsent, WithdrawHerConsent } from '../../../generated/documents/woman.js';
import type { WomanConsentFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Confirm } from '../../parts/confirm.js';
import { Group } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { EmptyState, TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InRecord } from './in-record.js';

/** What she agreed to, and the way to take it back: spoken is enough, one action. */
export function Consents({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { consents } = record.her;
  if (consents.length === 0) return <EmptyState>{say('consents.empty')}</EmptyState>;
  const now = consents.filter(({ withdrawnAt }) => withdrawnAt === null);
  const before = consents.filter(({ withdrawnAt }) => withdrawnAt !== null);
  return (
    <>
      <ul class="cards">
        {now.map((consent) => (
          <li key={consent.id}>
            <OneConsent consent={consent} record={record} />
          </li>
        ))}
      </ul>
      {before.length > 0 && (
        <details class="card">
          <summary>{say('consents.before')}</summary>
          <ul class="stack">
            {before.map(({ id, receiver, withdrawnAt }) => (
              <li key={id}>
                {receiver.name} <span class="small">{say('withdrawn.on', { day: dayOf(withdrawnAt ?? '') })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OneConsent({ consent, record }: { consent: WomanConsentFragment; record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const [asking, setAsking] = useState(false);
  const { receiver, listing, purpose, fields, givenAt, expiresAt, active, method } = consent;
  return (
    <Card title={listing && listing.name !== receiver.name ? `${receiver.name}: ${listing.name}` : receiver.name}>
      <div class="row">
        {active ? (
          <Tag tone="good">{say('consent.active', { day: dayOf(expiresAt) })}</Tag>
        ) : (
          <Tag tone="care">{say('consent.expired', { day: dayOf(expiresAt) })}</Tag>
        )}
        <span class="small">{say('consent.given', { day: dayOf(givenAt), how: say(`method.${method}`) })}</span>
      </div>
      <p>{purpose}</p>
      <p>{say('consent.fields', { fields: fields.map((field) => say(`field.${field}`)).join(', ') })}</p>
      {!active && <p class="hint">{say('consent.expiredMeans')}</p>}
      {record.mayAct && (
        <div class="actions">
          <Renew consent={consent} again={record.again} />
          <Button kind="danger" label={say('withdraw.of', { name: receiver.name })} onClick={() => setAsking(true)}>
            {say('withdraw')}
          </Button>
        </div>
      )}
      <Withdraw open={asking} consent={consent} onClose={() => setAsking(false)} again={record.again} />
    </Card>
  );
}

/** Asked again, so for longer; until the usual day. */
function Renew({ consent, again }: { consent: WomanConsentFragment; again: () => void }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(RenewHerConsent);
  const renew = async (): Promise<void> => {
    const answer = await act({ id: consent.id });
    if (answer?.renewConsent.__typename !== 'Consent') return;
    toast(say('renewed', { day: dayOf(answer.renewConsent.expiresAt) }));
    again();
  };
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      {problems.map(({ message }) => (
        <Notice tone="bad" key={message}>
          {message}
        </Notice>
      ))}
      <Button busy={busy} label={say('renew.of', { name: consent.receiver.name })} onClick={() => void renew()}>
        {say('renew')}
      </Button>
    </>
  );
}

type Place = 'keep' | 'give';

/** Asks plainly the one thing that only she can say, and says what it does and what it cannot. */
function Withdraw({
  open,
  consent,
  onClose,
  again,
}: {
  open: boolean;
  consent: WomanConsentFragment;
  onClose: () => void;
  again: () => void;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, clear } = useAct(WithdrawHerConsent);
  const [place, setPlace] = useState<Place | null>(null);
  const [unsaid, setUnsaid] = useState(false);
  const withdraw = async (): Promise<void> => {
    if (place === null) {
      setUnsaid(true);
      return;
    }
    const answer = await act({ input: { id: consent.id, keepPlace: place === 'keep' } });
    if (answer?.withdrawConsent.__typename !== 'ConsentWithdrawn') return;
    onClose();
    toast(
      place === 'keep' ? say('withdrawn.kept') : say('withdrawn.ended', { count: answer.withdrawConsent.ended.length }),
    );
    again();
  };
  return (
    <Confirm
      open={open}
      title={say('withdraw.title', { name: consent.receiver.name })}
      action={say('withdraw.action')}
      danger
      busy={busy}
      onOpen={() => {
        clear();
        setUnsaid(false);
      }}
      onConfirm={() => void withdraw()}
      onClose={onClose}
    >
      <p>{say('withdraw.does')}</p>
      <p>{say('withdraw.cannot')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      <Group label={say('withdraw.place')}>
        <Chips<Place>
          single
          chosen={place === null ? [] : [place]}
          choices={[
            { value: 'keep', label: say('withdraw.keep'), hint: say('withdraw.keep.hint') },
            { value: 'give', label: say('withdraw.give'), hint: say('withdraw.give.hint') },
          ]}
          onChange={([chosen]) => {
            setUnsaid(false);
            setPlace(chosen ?? null);
          }}
        />
      </Group>
      {unsaid && (
        <p class="error" role="alert">
          ! {say('withdraw.unsaid')}
        </p>
      )}
    </Confirm>
  );
}
