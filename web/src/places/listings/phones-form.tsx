import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PhoneInput } from '../../../generated/graphql.js';
import { Button } from '../../parts/button.js';
import { Field, problemsAt } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

/** Numbers to ring, and who answers there. */
export function PhonesForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [phones, setPhones] = useState<PhoneInput[]>(() => listing.phones.map((phone) => ({ ...phone })));
  const change = (place: number, part: Partial<PhoneInput>): void =>
    setPhones(phones.map((phone, each) => (each === place ? { ...phone, ...part } : phone)));
  const save = async (): Promise<void> => {
    if (await writing.save({ phones })) onSaved();
  };
  return (
    <PartForm writing={writing} shown={['phones']} mayWrite={mayWrite} onSave={() => void save()}>
      {phones.length === 0 && <p>{say('phones.none')}</p>}
      {phones.map(({ number, description }, place) => (
        <div class="card" key={place}>
          <Field label={say('phones.number')} error={problemsAt(writing.problems, `phones.${place}`).join(' ') || null}>
            {(described) => (
              <input
                {...described}
                class="ltr"
                type="tel"
                required
                value={number}
                onInput={(event) => change(place, { number: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={say('phones.who')} optional>
            {(described) => (
              <input
                {...described}
                type="text"
                value={description ?? ''}
                onInput={(event) => change(place, { description: event.currentTarget.value || null })}
              />
            )}
          </Field>
          <div class="actions">
            <Button kind="quiet" onClick={() => setPhones(phones.filter((_, each) => each !== place))}>
              {say('phones.remove')}
            </Button>
          </div>
        </div>
      ))}
      {mayWrite && (
        <div class="actions">
          <Button onClick={() => setPhones([...phones, { number: '' }])}>{say('phones.add')}</Button>
        </div>
      )}
    </PartForm>
  );
}
