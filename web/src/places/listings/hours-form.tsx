import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ScheduleInput } from '../../../generated/graphql.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group, problemsAt } from '../../parts/field.js';
import { dayName, WEEKDAYS } from '../../words/weekdays.js';
import { useWords } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

/** No day chosen means every day; without dates the server wants them by name. */
const everyDayByName = (rule: ScheduleInput): ScheduleInput =>
  rule.byday.length > 0 || rule.closed || rule.validFrom || rule.validTo ? rule : { ...rule, byday: [...WEEKDAYS] };

const NEW_RULE: ScheduleInput = { byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt: '09:00', closesAt: '17:00' };

/** When it is open, week by week, and when for women only. What it says about single days stays as it is. */
export function HoursForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [rules, setRules] = useState<ScheduleInput[]>(() => listing.schedules.map((rule) => ({ ...rule })));
  const change = (place: number, part: Partial<ScheduleInput>): void =>
    setRules(rules.map((rule, each) => (each === place ? { ...rule, ...part } : rule)));
  const save = async (): Promise<void> => {
    if (await writing.save({ schedules: rules.map(everyDayByName) })) onSaved();
  };
  return (
    <PartForm writing={writing} shown={['schedules']} mayWrite={mayWrite} onSave={() => void save()}>
      {rules.length === 0 && <p>{say('hours.none')}</p>}
      {rules.map((rule, place) => (
        <OneRule
          // Rules have no name of their own; their order stays while they are edited.
          key={place}
          rule={rule}
          wrong={problemsAt(writing.problems, `schedules.${place}`).join(' ') || null}
          onChange={(part) => change(place, part)}
          onRemove={() => setRules(rules.filter((_, each) => each !== place))}
        />
      ))}
      {mayWrite && (
        <div class="actions">
          <Button onClick={() => setRules([...rules, NEW_RULE])}>{say('hours.add')}</Button>
        </div>
      )}
    </PartForm>
  );
}

function OneRule({
  rule,
  wrong,
  onChange,
  onRemove,
}: {
  rule: ScheduleInput;
  wrong: string | null;
  onChange: (part: Partial<ScheduleInput>) => void;
  onRemove: () => void;
}): JSX.Element {
  const say = useWords('listings');
  const { byday, opensAt, closesAt, closed, womenOnly, description, validFrom, validTo } = rule;
  return (
    <div class="card">
      <Group label={say('hours.days')} hint={say('hours.everyDay')}>
        <Chips
          choices={WEEKDAYS.map((value, place) => ({ value, label: dayName(place) }))}
          chosen={WEEKDAYS.filter((day) => byday.includes(day))}
          onChange={(days) => onChange({ byday: WEEKDAYS.filter((day) => days.includes(day)) })}
        />
      </Group>
      {(validFrom || validTo) && (
        <p class="small ltr">
          {validFrom ?? '…'} – {validTo ?? '…'}
        </p>
      )}
      {closed ? (
        <p>{say('hours.closed')}</p>
      ) : (
        <div class="row">
          <Time
            label={say('hours.opens')}
            value={opensAt ?? ''}
            onChange={(text) => onChange({ opensAt: text || null })}
          />
          <Time
            label={say('hours.closes')}
            hint={say('hours.midnight')}
            value={closesAt ?? ''}
            onChange={(text) => onChange({ closesAt: text || null })}
          />
        </div>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={womenOnly === true}
          onChange={(event) => onChange({ womenOnly: event.currentTarget.checked })}
        />
        {say('hours.womenOnly')}
      </label>
      <Field label={say('hours.note')} optional error={wrong}>
        {(described) => (
          <input
            {...described}
            type="text"
            value={description ?? ''}
            onInput={(event) => onChange({ description: event.currentTarget.value || null })}
          />
        )}
      </Field>
      <div class="actions">
        <Button kind="quiet" onClick={onRemove}>
          {say('hours.remove')}
        </Button>
      </div>
    </div>
  );
}

/** Text, since the end of the day is 24:00, which a clock's control does not know. */
function Time({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
}): JSX.Element {
  return (
    <Field label={label} hint={hint}>
      {(described) => (
        <input
          {...described}
          class="ltr"
          type="text"
          inputMode="numeric"
          pattern="([01]?\d|2[0-4]):[0-5]\d"
          placeholder="09:00"
          size={6}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
