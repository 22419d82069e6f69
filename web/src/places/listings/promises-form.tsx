import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

const TEXTS = ['method', 'nextStep', 'nightPhone'] as const;
const NUMBERS = ['respondsWithinMinutes', 'feedbackWithinDays'] as const;
type Promised = (typeof TEXTS)[number] | (typeof NUMBERS)[number];

/** How to send her, and what the place promises: its answer clock starts from it. */
export function PromisesForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [said, setSaid] = useState<Record<Promised, string>>(() => textsOf(listing.howToRefer));
  const save = async (): Promise<void> => {
    const text = (key: Promised): string | null => said[key] || null;
    const number = (key: Promised): number | null => (said[key] === '' ? null : Number(said[key]));
    const howToRefer = {
      method: text('method'),
      nextStep: text('nextStep'),
      nightPhone: text('nightPhone'),
      respondsWithinMinutes: number('respondsWithinMinutes'),
      feedbackWithinDays: number('feedbackWithinDays'),
    };
    if (await writing.save({ howToRefer })) onSaved();
  };
  const paths = [...TEXTS, ...NUMBERS].map((key) => `howToRefer.${key}`);
  return (
    <PartForm writing={writing} shown={paths} mayWrite={mayWrite} onSave={() => void save()}>
      {[...TEXTS, ...NUMBERS].map((key) => (
        <Field key={key} label={say(`promise.${key}`)} optional path={`howToRefer.${key}`} problems={writing.problems}>
          {(described) => (
            <input
              {...described}
              type="text"
              inputMode={NUMBERS.some((each) => each === key) ? 'numeric' : key === 'nightPhone' ? 'tel' : 'text'}
              pattern={NUMBERS.some((each) => each === key) ? '\\d*' : undefined}
              value={said[key]}
              onInput={(event) => setSaid({ ...said, [key]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </PartForm>
  );
}

const textsOf = (promised: FormProps['listing']['howToRefer']): Record<Promised, string> => ({
  method: promised.method ?? '',
  nextStep: promised.nextStep ?? '',
  nightPhone: promised.nightPhone ?? '',
  respondsWithinMinutes: promised.respondsWithinMinutes?.toString() ?? '',
  feedbackWithinDays: promised.feedbackWithinDays?.toString() ?? '',
});
