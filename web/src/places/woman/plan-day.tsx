import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanMoveDate, WomanRecordBirth, WomanRecordRelease } from '../../../generated/documents/plan-acts.js';
import type { PlanEvent, PlanEventInput, WomanPlanFragment } from '../../../generated/graphql.js';
import type { Asking } from '../../ask/asking.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { networkDay } from '../../words/network-time.js';
import { useWords } from '../../words/words.js';
import { ActTrouble } from './act-trouble.js';
import { usePlanAct, type PlanActing, type WayBack } from './use-plan-act.js';

export interface PlanDialogProps {
  plan: WomanPlanFragment;
  open: boolean;
  onClose: () => void;
  again: () => void;
}

/** The day that everything is counted from moves; what is done keeps its day. */
export function MoveDay({ plan, open, onClose, again }: PlanDialogProps): JSX.Element {
  const say = useWords('woman');
  const acting = usePlanAct(WomanMoveDate, plan, again);
  const [typed, setTyped] = useState({ day: plan.date, note: '' });
  const back: WayBack = (version) => acting.take({ date: plan.date }, { text: say('plan.move.back') }, version);
  const move = async (): Promise<void> => {
    const said = { date: typed.day, note: typed.note.trim() || null };
    if (await acting.take(said, { text: say('plan.move.done'), undo: back })) onClose();
  };
  return (
    <Confirm
      open={open}
      title={say('plan.move')}
      action={say('plan.move.action')}
      busy={acting.busy}
      onOpen={acting.clear}
      onConfirm={() => void move()}
      onClose={onClose}
    >
      <p>{say('plan.move.hint')}</p>
      <ActTrouble of={acting} shown={['input.date', 'input.note']} />
      <DayAndNote
        label={say(`plan.date.${plan.dateIs}`)}
        path="input.date"
        typed={typed}
        problems={acting.problems}
        onType={setTyped}
      />
    </Confirm>
  );
}

const HAPPENED: Record<PlanEvent, Asking<object, { input: PlanEventInput }>> = {
  BIRTH: WomanRecordBirth,
  RELEASE: WomanRecordRelease,
};

/** She is out, the child is born: only a worker says so, and never ahead of the day. Said again it corrects the day. */
export function SayItHappened({
  plan,
  event,
  open,
  onClose,
  again,
  takeBack,
}: PlanDialogProps & { event: PlanEvent; takeBack: WayBack }): JSX.Element {
  const say = useWords('woman');
  const acting = usePlanAct(HAPPENED[event], plan, again);
  const [typed, setTyped] = useState({ day: plan.happenedOn ?? networkDay(), note: '' });
  const { happenedOn } = plan;
  const undo: WayBack = (version) =>
    happenedOn === null
      ? takeBack(version)
      : acting.take({ on: happenedOn }, { text: say('plan.event.corrected') }, version);
  const record = async (): Promise<void> => {
    const said = { on: typed.day || null, note: typed.note.trim() || null };
    const text = say(happenedOn === null ? `plan.event.${event}.done` : 'plan.event.corrected');
    if (await acting.take(said, { text, undo })) onClose();
  };
  return (
    <Confirm
      open={open}
      title={say(happenedOn === null ? `plan.event.${event}` : 'plan.event.correct')}
      action={say('step.action')}
      busy={acting.busy}
      onOpen={acting.clear}
      onConfirm={() => void record()}
      onClose={onClose}
    >
      <p>{say(`plan.event.${event}.hint`)}</p>
      <ActTrouble of={acting} shown={['input.on', 'input.note']} />
      <DayAndNote
        label={say(`plan.event.${event}.day`)}
        path="input.on"
        latest={networkDay()}
        typed={typed}
        problems={acting.problems}
        onType={setTyped}
      />
    </Confirm>
  );
}

interface Typed {
  day: string;
  note: string;
}

function DayAndNote({
  label,
  path,
  latest,
  typed,
  problems,
  onType,
}: {
  label: string;
  path: string;
  latest?: string;
  typed: Typed;
  problems: PlanActing<never>['problems'];
  onType: (typed: Typed) => void;
}): JSX.Element {
  const say = useWords('woman');
  return (
    <>
      <Field label={label} path={path} problems={problems}>
        {(described) => (
          <input
            {...described}
            type="date"
            max={latest}
            value={typed.day}
            onInput={(event) => onType({ ...typed, day: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('note')} hint={say('plan.note.hint')} path="input.note" problems={problems} optional>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={typed.note}
            onInput={(event) => onType({ ...typed, note: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
