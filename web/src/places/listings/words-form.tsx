import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

/** Codes as people write them: "es, ar". */
export const tagsIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((tag) => tag.trim())
    .filter(Boolean);

/** What it is, in the place's own words. */
export function WordsForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [name, setName] = useState(listing.name);
  const [description, setDescription] = useState(listing.description ?? '');
  const [cost, setCost] = useState(listing.cost ?? '');
  const [languages, setLanguages] = useState((listing.languages ?? []).join(', '));
  const save = async (): Promise<void> => {
    const edit = { name, description: description || null, cost: cost || null, languages: tagsIn(languages) };
    if (await writing.save(edit)) onSaved();
  };
  const { problems } = writing;
  return (
    <PartForm
      writing={writing}
      shown={['name', 'description', 'cost', 'languages']}
      mayWrite={mayWrite}
      onSave={() => void save()}
    >
      <Field label={say('field.name')} path="name" problems={problems}>
        {(described) => (
          <input {...described} type="text" required value={name} onInput={(e) => setName(e.currentTarget.value)} />
        )}
      </Field>
      <Field label={say('field.description')} optional path="description" problems={problems}>
        {(described) => (
          <textarea {...described} value={description} onInput={(e) => setDescription(e.currentTarget.value)} />
        )}
      </Field>
      <Field label={say('field.cost')} hint={say('cost.hint')} optional path="cost" problems={problems}>
        {(described) => (
          <input {...described} type="text" value={cost} onInput={(e) => setCost(e.currentTarget.value)} />
        )}
      </Field>
      <Field label={say('field.languages')} hint={say('languages.hint')} optional path="languages" problems={problems}>
        {(described) => (
          <input
            {...described}
            class="ltr"
            type="text"
            autocomplete="off"
            value={languages}
            onInput={(e) => setLanguages(e.currentTarget.value)}
          />
        )}
      </Field>
    </PartForm>
  );
}
