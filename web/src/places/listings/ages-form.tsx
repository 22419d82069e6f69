import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

const AGES = ['minimumAge', 'maximumAge', 'childrenMinimumAge', 'childrenMaximumAge', 'boysMaximumAge'] as const;
type Age = (typeof AGES)[number];

/** How old she may be, and the children who come with her. An empty field: nobody said. */
export function AgesForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [ages, setAges] = useState<Partial<Record<Age, string>>>({});
  const shownAt = (age: Age): string => ages[age] ?? listing[age]?.toString() ?? '';
  const save = async (): Promise<void> => {
    const changed = AGES.filter((age) => shownAt(age) !== (listing[age]?.toString() ?? ''));
    const edit = Object.fromEntries(changed.map((age) => [age, shownAt(age) === '' ? null : Number(shownAt(age))]));
    if (changed.length === 0 || (await writing.save(edit))) onSaved();
  };
  return (
    <PartForm writing={writing} shown={AGES} mayWrite={mayWrite} saving={say('save.review')} onSave={() => void save()}>
      {AGES.map((age) => (
        <Field key={age} label={say(`field.${age}`)} optional path={age} problems={writing.problems}>
          {(described) => (
            <input
              {...described}
              type="number"
              min={0}
              max={120}
              inputMode="numeric"
              value={shownAt(age)}
              onInput={(event) => setAges({ ...ages, [age]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </PartForm>
  );
}
