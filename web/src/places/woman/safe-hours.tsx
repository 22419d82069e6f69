import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { SafeHoursInput } from '../../../generated/graphql.js';
import { ChosenList } from '../../her/chosen-list.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group, problemsAt } from '../../parts/field.js';
import { Folded } from '../../parts/folded.js';
import { dayName, WEEKDAYS } from '../../words/weekdays.js';
import { useWords } from '../../words/words.js';
import { hoursText } from './contact-hours.js';
import type { FieldsProps } from './told-draft.js';

const NONE: SafeHoursInput = { days: [], from: '', to: '' };

/** The hours that she gave: outside of them nothing can be planned. */
export function SafeHours({ told, change, problems }: FieldsProps): JSX.Element {
  const say = useWords('woman');
  const [adding, setAdding] = useState(NONE);
  const [wrong, setWrong] = useState<string | null>(null);
  const refused = wrong === null ? [...new Set(problemsAt(problems, 'input.safeContact.hours'))] : [wrong];
  const add = (): void => {
    const whole = adding.from !== '' && adding.to !== '' && adding.from !== adding.to;
    setWrong(whole ? null : say('safeHours.wrong'));
    if (!whole) return;
    change({ hours: [...told.hours, adding] });
    setAdding(NONE);
  };
  return (
    <Group label={say('contact.hours')} hint={say('safeHours.hint')}>
      <ChosenList
        chosen={told.hours}
        nameOf={(each) => hoursText(each, say)}
        onTakeOut={(each) => change({ hours: told.hours.filter((other) => other !== each) })}
      />
      <Folded title={say('safeHours')} wanted={refused.length > 0}>
        <Group label={say('safeHours.days')} hint={say('safeHours.everyDay')}>
          <Chips
            choices={WEEKDAYS.map((value, place) => ({ value, label: dayName(place) }))}
            chosen={WEEKDAYS.filter((day) => adding.days.includes(day))}
            onChange={(days) => setAdding({ ...adding, days: WEEKDAYS.filter((day) => days.includes(day)) })}
          />
        </Group>
        <Times adding={adding} refused={refused} onType={(typed) => setAdding({ ...adding, ...typed })} />
        <Button onClick={add}>{say('safeHours.add')}</Button>
      </Folded>
    </Group>
  );
}

/** Two times are right or wrong together: what is wrong is said once, below both, and each of them refers to it. */
function Times({
  adding,
  refused,
  onType,
}: {
  adding: SafeHoursInput;
  refused: readonly string[];
  onType: (typed: Partial<SafeHoursInput>) => void;
}): JSX.Element {
  const say = useWords('woman');
  const id = useId();
  const about = refused.length > 0 ? { 'aria-describedby': id, 'aria-invalid': true } : {};
  return (
    <div class={refused.length > 0 ? 'field field-wrong' : 'field'}>
      <div class="row">
        {(['from', 'to'] as const).map((name) => (
          <Field key={name} label={say(`safeHours.${name}`)}>
            {(described) => (
              <input
                {...described}
                {...about}
                type="time"
                value={adding[name]}
                onInput={(event) => onType({ [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {refused.length > 0 && (
        <p class="error" id={id}>
          <span aria-hidden="true">! </span>
          {refused.join(' ')}
        </p>
      )}
    </div>
  );
}
