import type { JSX } from 'preact';
import type { ContactChannel } from '../../../generated/graphql.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import { SafeHours } from './safe-hours.js';
import type { FieldsProps } from './told-draft.js';

const CHANNELS: (ContactChannel | '')[] = ['', 'NONE', 'IN_PERSON', 'PHONE', 'TEXT', 'MESSENGER', 'THROUGH_PEER'];

/** How she may be reached. What may be found in her bag is asked before anything else. */
export function ContactFields({ told, change, problems }: FieldsProps): JSX.Element {
  const say = useWords('woman');
  return (
    <>
      <Group label={say('carry')} hint={say('carry.why')}>
        <Chips<'yes' | 'no'>
          single
          chosen={[told.slipOk ? 'yes' : 'no']}
          choices={[
            { value: 'yes', label: say('carry.yes') },
            { value: 'no', label: say('carry.noOrUnsaid') },
          ]}
          onChange={([carry]) => change({ slipOk: carry === 'yes' })}
        />
      </Group>
      <Group label={say('channel')}>
        <Chips<ContactChannel | ''>
          single
          chosen={[told.channel]}
          choices={CHANNELS.map((value) => ({ value, label: say(`channel.${value || 'UNSAID'}`) }))}
          onChange={([channel = '']) => change({ channel })}
        />
      </Group>
      {told.channel !== '' && told.channel !== 'NONE' && (
        <>
          {(['details', 'safeTimes', 'codeWord'] as const).map((name) => (
            <Field
              key={name}
              label={say(`contact.${name}`)}
              hint={say(`contact.${name}.hint`)}
              path={`input.safeContact.${name}`}
              problems={problems}
              optional
            >
              {(described) => (
                <input
                  {...described}
                  autocomplete="off"
                  value={told[name]}
                  onInput={(event) => change({ [name]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
          <SafeHours told={told} change={change} problems={problems} />
          {told.channel === 'PHONE' && (
            <label class="check">
              <input
                type="checkbox"
                checked={told.voicemailOk}
                onChange={(event) => change({ voicemailOk: event.currentTarget.checked })}
              />
              <span>{say('voicemail')}</span>
            </label>
          )}
        </>
      )}
    </>
  );
}
