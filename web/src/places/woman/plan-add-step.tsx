import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanAddStep } from '../../../generated/documents/plan-acts.js';
import type { AddPlanStepInput } from '../../../generated/graphql.js';
import { Chips } from '../../parts/choice.js';
import { Confirm } from '../../parts/confirm.js';
import { Field, Group } from '../../parts/field.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import type { PlanDialogProps } from './plan-day.js';
import { ActTrouble } from './act-trouble.js';
import { usePlanAct } from './use-plan-act.js';

type When = 'day' | 'before' | 'after';

interface Typed {
  name: string;
  service: string;
  when: When;
  day: string;
  days: string;
  lead: string;
}
const NOTHING: Typed = { name: '', service: '', when: 'day', day: '', days: '', lead: '' };
const SHOWN = ['name', 'services', 'dueOn', 'daysFromDate', 'leadDays'];

const wholeDays = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null);

/** What is still to be said. */
function missingIn({ name, when, day, days }: Typed): 'name' | 'day' | 'days' | null {
  if (name.trim() === '') return 'name';
  if (when === 'day') return day === '' ? 'day' : null;
  return wholeDays(days) === null ? 'days' : null;
}

function inputOf(typed: Typed): Omit<AddPlanStepInput, 'id' | 'version' | 'key'> {
  const days = wholeDays(typed.days) ?? 0;
  return {
    name: typed.name.trim(),
    services: typed.service === '' ? [] : [typed.service],
    leadDays: wholeDays(typed.lead),
    ...(typed.when === 'day' ? { dueOn: typed.day } : { daysFromDate: typed.when === 'before' ? -days : days }),
  };
}

/** A step for her alone: on a day of its own, or counted from the day that the plan hangs on, and moving with it. */
export function AddStep({ plan, open, onClose, again }: PlanDialogProps): JSX.Element {
  const say = useWords('woman');
  const acting = usePlanAct(WomanAddStep, plan, again);
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const missing = tried ? missingIn(typed) : null;
  const change = (changed: Partial<Typed>): void => setTyped({ ...typed, ...changed });
  const add = async (): Promise<void> => {
    setTried(true);
    if (missingIn(typed) !== null) return;
    if (await acting.take(inputOf(typed), { text: say('plan.add.done') })) onClose();
  };
  return (
    <Confirm
      open={open}
      title={say('plan.add')}
      action={say('plan.add.action')}
      busy={acting.busy}
      onOpen={() => {
        acting.clear();
        setTried(false);
      }}
      onConfirm={() => void add()}
      onClose={onClose}
    >
      <ActTrouble of={acting} shown={SHOWN} />
      <Field
        label={say('plan.add.name')}
        hint={say('plan.note.hint')}
        path="input.name"
        problems={acting.problems}
        error={missing === 'name' ? say('plan.add.name.missing') : null}
      >
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={typed.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <ServiceField typed={typed} change={change} problems={acting.problems} />
      <Group label={say('plan.add.when')}>
        <Chips<When>
          single
          chosen={[typed.when]}
          choices={(['day', 'before', 'after'] as const).map((value) => ({
            value,
            label: say(value === 'day' ? 'plan.add.when.day' : `plan.add.when.${value}.${plan.dateIs}`),
          }))}
          onChange={([when = 'day']) => change({ when })}
        />
      </Group>
      {typed.when === 'day' ? (
        <Field
          label={say('plan.add.day')}
          path="input.dueOn"
          problems={acting.problems}
          error={missing === 'day' ? say('missing.lookAgain') : null}
        >
          {(described) => (
            <input
              {...described}
              type="date"
              value={typed.day}
              onInput={(event) => change({ day: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : (
        <NumberField
          name="days"
          path="input.daysFromDate"
          value={typed.days}
          error={missing === 'days' ? say('plan.add.days.missing') : null}
          problems={acting.problems}
          onType={(days) => change({ days })}
        />
      )}
      <NumberField
        name="lead"
        path="input.leadDays"
        value={typed.lead}
        problems={acting.problems}
        onType={(lead) => change({ lead })}
      />
    </Confirm>
  );
}

interface PartProps {
  problems: Parameters<typeof Field>[0]['problems'];
}

/** None: it is something to look after, and done when a worker says so. */
function ServiceField({
  typed,
  change,
  problems,
}: PartProps & { typed: Typed; change: (changed: Partial<Typed>) => void }): JSX.Element {
  const say = useWords('woman');
  const { groups, services } = useTerms();
  return (
    <Field label={say('plan.add.service')} path="input.services" problems={problems}>
      {(described) => (
        <select
          {...described}
          value={typed.service}
          onChange={(event) => change({ service: event.currentTarget.value })}
        >
          <option value="">{say('plan.add.service.none')}</option>
          {groups.map((group) => (
            <optgroup label={group.name} key={group.code}>
              {services
                .filter((service) => service.group === group.code)
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

function NumberField({
  name,
  path,
  value,
  error,
  problems,
  onType,
}: PartProps & {
  name: 'days' | 'lead';
  path: string;
  value: string;
  error?: string | null;
  onType: (value: string) => void;
}): JSX.Element {
  const say = useWords('woman');
  return (
    <Field label={say(`plan.add.${name}`)} path={path} problems={problems} error={error} optional={name === 'lead'}>
      {(described) => (
        <input
          {...described}
          type="number"
          min="0"
          inputMode="numeric"
          value={value}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
