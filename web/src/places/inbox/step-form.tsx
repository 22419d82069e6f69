import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerChannel, Outcome, ReferralStepInput } from '../../../generated/graphql.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Confirm } from '../../parts/confirm.js';
import { Field, Group } from '../../parts/field.js';
import { useReader } from '../../reader.js';
import { instantOf, networkDay } from '../../words/network-time.js';
import { useWords } from '../../words/words.js';
import { NotTaken } from './refused.js';
import { ReasonChoice, useReasonName } from './reason-choice.js';
import { FINAL, isOnBehalf, NEEDS_REASON, type StepName, type Whole } from './steps.js';
import { useStep } from './use-step.js';

const HOUR_MILLIS = 3_600_000;
const OUTCOMES: readonly Outcome[] = ['RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED'];
const CHANNELS: readonly AnswerChannel[] = ['PHONE', 'IN_PERSON', 'MESSAGE'];

interface FormProps {
  step: StepName;
  referral: Whole;
  onClose: () => void;
}

/** What a step needs to be said with it, and nothing more; a plain question before what cannot be undone. */
export function StepForm({ step, referral, onClose }: FormProps): JSX.Element {
  const say = useWords('inbox');
  const { organization } = useReader();
  const stepping = useStep(step, referral);
  const [said, setSaid] = useState<Partial<ReferralStepInput>>(() => beginning(step));
  const [asking, setAsking] = useState(false);
  const reasonName = useReasonName();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const onBehalf = isOnBehalf(step, referral, organization?.id);
  const add = (more: Partial<ReferralStepInput>): void => setSaid((before) => ({ ...before, ...more }));
  const take = async (): Promise<void> => {
    const taken = await stepping.take(said);
    setAsking(false);
    if (taken) onClose();
  };
  const isFinal = FINAL.includes(step);
  const ready = isReady(step, said);
  const chosen = said.reasonCode ? reasonName(said.reasonCode) : said.outcome ? say(`outcome.${said.outcome}`) : null;
  return (
    <form
      class="stack"
      aria-label={say(`step.${step}`)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        if (isFinal) setAsking(true);
        else void take();
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {say(`step.${step}`)}
      </h3>
      <NotTaken stepping={stepping} />
      {step === 'CORRECT' && <p>{say('correct.hint')}</p>}
      <Parts step={step} said={said} add={add} />
      {onBehalf && (
        <Group label={say('answeredBy')} hint={say('answeredBy.hint', { place: referral.to.name })}>
          <Chips
            single
            choices={CHANNELS.map((value) => ({ value, label: say(`answeredBy.${value}`) }))}
            chosen={[said.answeredBy ?? 'PHONE']}
            onChange={([answeredBy]) => add({ answeredBy })}
          />
        </Group>
      )}
      <Field label={say('note')} hint={say('note.hint')} optional path="note" problems={stepping.problems}>
        {(described) => (
          <input
            {...described}
            type="text"
            autocomplete="off"
            value={said.note ?? ''}
            onInput={(event) => add({ note: event.currentTarget.value || null })}
          />
        )}
      </Field>
      <div class="actions">
        <Button type="submit" kind={isFinal ? 'danger' : 'main'} busy={stepping.busy || !ready}>
          {say(`step.${step}`)}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say('neverMind')}
        </Button>
      </div>
      {isFinal && (
        <Confirm
          open={asking}
          title={say(`sure.${step as 'DECLINE'}`)}
          action={say(`step.${step}`)}
          danger
          busy={stepping.busy}
          onOpen={stepping.clear}
          onConfirm={() => void take()}
          onClose={() => setAsking(false)}
        >
          {chosen && <p>{chosen}</p>}
          <p>{say('sure')}</p>
        </Confirm>
      )}
    </form>
  );
}

function Parts({
  step,
  said,
  add,
}: {
  step: StepName;
  said: Partial<ReferralStepInput>;
  add: (more: Partial<ReferralStepInput>) => void;
}): JSX.Element | null {
  const say = useWords('inbox');
  if (NEEDS_REASON.includes(step))
    return <ReasonChoice step={step} chosen={said.reasonCode ?? null} onChange={(reasonCode) => add({ reasonCode })} />;
  if (step === 'ACCEPT') return <Accepting said={said} add={add} />;
  if (step === 'WAITLIST')
    return (
      <Field label={say('lookAgainOn')}>
        {(described) => (
          <input
            {...described}
            type="date"
            required
            min={networkDay()}
            value={said.lookAgainOn ?? ''}
            onInput={(event) => add({ lookAgainOn: event.currentTarget.value })}
          />
        )}
      </Field>
    );
  if (step === 'SCHEDULE')
    return (
      <Field label={say('appointmentAt')}>
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            required
            onInput={(event) => add({ appointmentAt: instantOf(event.currentTarget.value) })}
          />
        )}
      </Field>
    );
  if (step === 'COMPLETE')
    return (
      <Group label={say('outcome')} hint={say('outcome.hint')}>
        <Chips
          single
          choices={OUTCOMES.map((value) => ({ value, label: say(`outcome.${value}`) }))}
          chosen={said.outcome ? [said.outcome] : []}
          onChange={([outcome]) => add({ outcome })}
        />
      </Group>
    );
  if (step === 'MISS') return <p>{say('miss.hint')}</p>;
  return null;
}

const HOLDS = ['0', '2', '6', '12', '24'] as const;

function Accepting({
  said,
  add,
}: {
  said: Partial<ReferralStepInput>;
  add: (more: Partial<ReferralStepInput>) => void;
}): JSX.Element {
  const say = useWords('inbox');
  const [hours, setHours] = useState<(typeof HOLDS)[number]>('0');
  return (
    <>
      <Group label={say('hold')}>
        <Chips
          single
          choices={HOLDS.map((value) => ({
            value,
            label: value === '0' ? say('hold.none') : say('hold.hours', { count: Number(value) }),
          }))}
          chosen={[hours]}
          onChange={([next = '0']) => {
            setHours(next);
            const until = new Date(Date.now() + Number(next) * HOUR_MILLIS).toISOString();
            add({ holdUntil: next === '0' ? null : until });
          }}
        />
      </Group>
      <Field label={say('condition')} hint={say('condition.hint')} optional>
        {(described) => (
          <input
            {...described}
            type="text"
            autocomplete="off"
            value={said.condition ?? ''}
            onInput={(event) => add({ condition: event.currentTarget.value || null })}
          />
        )}
      </Field>
    </>
  );
}

const beginning = (step: StepName): Partial<ReferralStepInput> =>
  step === 'WAITLIST' ? { lookAgainOn: networkDay(1) } : {};

function isReady(step: StepName, said: Partial<ReferralStepInput>): boolean {
  if (NEEDS_REASON.includes(step)) return Boolean(said.reasonCode);
  if (step === 'COMPLETE') return Boolean(said.outcome);
  if (step === 'WAITLIST') return Boolean(said.lookAgainOn);
  if (step === 'SCHEDULE') return Boolean(said.appointmentAt);
  return true;
}
