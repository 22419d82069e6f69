import type { JSX } from 'preact';
import type { AnswerChannel, Outcome, ReferralStepInput } from '../../../generated/graphql.js';
import type { InputProblem } from '../../ask/trouble.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { useTerms } from '../../terms/use-terms.js';
import { instantOf } from '../../words/network-time.js';
import { useWords } from '../../words/words.js';
import type { TakenHere } from './step-documents.js';

export interface StepSaid {
  reasonCode: string;
  appointmentAt: string;
  lookAgainOn: string;
  answeredBy: AnswerChannel | null;
  outcome: Outcome | null;
  note: string;
}
export const NOTHING_SAID: StepSaid = {
  reasonCode: '',
  appointmentAt: '',
  lookAgainOn: '',
  answeredBy: null,
  outcome: null,
  note: '',
};

const NEEDS = {
  reason: ['DECLINE', 'TURN_AWAY', 'CLOSE', 'WITHDRAW', 'MISS'],
  appointment: ['SCHEDULE'],
  lookAgain: ['WAITLIST'],
  outcome: ['COMPLETE'],
  answeredBy: ['ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE', 'COMPLETE'],
} as const satisfies Record<string, readonly TakenHere[]>;
const needs = (step: TakenHere, what: keyof typeof NEEDS): boolean =>
  (NEEDS[what] as readonly TakenHere[]).includes(step);

/** What is still to be said; the server asks for the same. */
export function missingIn(step: TakenHere, said: StepSaid): keyof typeof NEEDS | null {
  if (needs(step, 'reason') && step !== 'MISS' && said.reasonCode === '') return 'reason';
  if (needs(step, 'appointment') && said.appointmentAt === '') return 'appointment';
  if (needs(step, 'lookAgain') && said.lookAgainOn === '') return 'lookAgain';
  if (needs(step, 'outcome') && said.outcome === null) return 'outcome';
  if (needs(step, 'answeredBy') && said.answeredBy === null) return 'answeredBy';
  return null;
}

export function inputOfStep(step: TakenHere, said: StepSaid): Partial<ReferralStepInput> {
  return {
    note: said.note.trim() || null,
    ...(needs(step, 'reason') && said.reasonCode !== '' ? { reasonCode: said.reasonCode } : {}),
    ...(needs(step, 'appointment') ? { appointmentAt: instantOf(said.appointmentAt) } : {}),
    ...(needs(step, 'lookAgain') ? { lookAgainOn: said.lookAgainOn } : {}),
    ...(needs(step, 'outcome') ? { outcome: said.outcome } : {}),
    ...(needs(step, 'answeredBy') ? { answeredBy: said.answeredBy } : {}),
  };
}

interface StepFieldsProps {
  step: TakenHere;
  said: StepSaid;
  onBehalf: boolean;
  problems: readonly InputProblem[];
  onSay: (said: Partial<StepSaid>) => void;
}

export function StepFields({ step, said, problems, onSay }: StepFieldsProps): JSX.Element {
  const say = useWords('woman');
  return (
    <div class="stack">
      {needs(step, 'reason') && <ReasonField step={step} said={said} problems={problems} onSay={onSay} />}
      {needs(step, 'appointment') && (
        <Field label={say('appointment.when')} path="input.appointmentAt" problems={problems}>
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              value={said.appointmentAt}
              onInput={(event) => onSay({ appointmentAt: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {needs(step, 'lookAgain') && (
        <Field label={say('lookAgain.when')} path="input.lookAgainOn" problems={problems}>
          {(described) => (
            <input
              {...described}
              type="date"
              value={said.lookAgainOn}
              onInput={(event) => onSay({ lookAgainOn: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {needs(step, 'outcome') && (
        <Group label={say('outcome')}>
          <Chips<Outcome>
            single
            chosen={said.outcome ? [said.outcome] : []}
            choices={(['RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED'] as const).map((value) => ({
              value,
              label: say(`outcome.${value}`),
            }))}
            onChange={([outcome]) => onSay({ outcome })}
          />
        </Group>
      )}
      {needs(step, 'answeredBy') && (
        <Group label={say('answeredBy')}>
          <Chips<AnswerChannel>
            single
            chosen={said.answeredBy ? [said.answeredBy] : []}
            choices={(['PHONE', 'MESSAGE', 'IN_PERSON'] as const).map((value) => ({
              value,
              label: say(`answeredBy.${value}`),
            }))}
            onChange={([answeredBy]) => onSay({ answeredBy })}
          />
        </Group>
      )}
      <Field label={say('note')} hint={say('note.hint')} path="input.note" problems={problems} optional>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={said.note}
            onInput={(event) => onSay({ note: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** Only the reasons that fit this step, each under where it lies. */
function ReasonField({ step, said, problems, onSay }: Omit<StepFieldsProps, 'onBehalf'>): JSX.Element {
  const say = useWords('woman');
  const { reasons } = useTerms();
  const fitting = reasons.filter(({ steps }) => steps.includes(step));
  const sides = [...new Set(fitting.map(({ side }) => side))];
  return (
    <Field label={say('reason')} path="input.reasonCode" problems={problems} optional={step === 'MISS'}>
      {(described) => (
        <select
          {...described}
          value={said.reasonCode}
          onChange={(event) => onSay({ reasonCode: event.currentTarget.value })}
        >
          <option value="">{say('choose')}</option>
          {sides.map((side) => (
            <optgroup label={say(`side.${side}`)} key={side}>
              {fitting
                .filter((reason) => reason.side === side)
                .map(({ code, name }) => (
                  <option value={code} key={code}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
