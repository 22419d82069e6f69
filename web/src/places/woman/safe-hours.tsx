import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SafeHoursInput } from '../../../generated/graphql.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
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
  const add = (): void => {
    const whole = adding.from !== '' && adding.to !== '' && adding.from !== adding.to;
    setWrong(whole ? null : say('safeHours.wrong'));
    if (!whole) return;
    change({ hours: [...told.hours, adding] });
    setAdding(NONE);
  };
  return (
    <Group label={say('contact.hours')} hint={say('safeHours.hint')}>
      {told.hours.length > 0 && (
        <ul class="chips" role="list">
          {told.hours.map((each) => {
            const name = hoursText(each, say);
            return (
              <li class="row" key={name}>
                {name}
                <button
                  type="button"
                  aria-label={say('avoid.remove', { name })}
                  onClick={() => change({ hours: told.hours.filter((other) => other !== each) })}
                >
                  ✕
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <details>
        <summary>{say('safeHours')}</summary>
        <Group label={say('safeHours.days')} hint={say('safeHours.everyDay')}>
          <Chips
            choices={WEEKDAYS.map((value, place) => ({ value, label: dayName(place) }))}
            chosen={WEEKDAYS.filter((day) => adding.days.includes(day))}
            onChange={(days) => setAdding({ ...adding, days: WEEKDAYS.filter((day) => days.includes(day)) })}
          />
        </Group>
        <div class="row">
          {(['from', 'to'] as const).map((name) => (
            <Field
              key={name}
              label={say(`safeHours.${name}`)}
              path="input.safeContact.hours"
              problems={problems}
              error={name === 'to' ? wrong : null}
            >
              {(described) => (
                <input
                  {...described}
                  type="time"
                  value={adding[name]}
                  onInput={(event) => setAdding({ ...adding, [name]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Button onClick={add}>{say('safeHours.add')}</Button>
      </details>
    </Group>
  );
}
