import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer, AttributeInput } from '../../../generated/graphql.js';
import { Tag } from '../../parts/answer-badge.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { useTerms, type TermBook } from '../../terms/use-terms.js';
import { dayOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate, type OwnListing } from './use-update.js';

const ANSWERS: readonly Answer[] = ['YES', 'NO', 'DEPENDS', 'UNKNOWN'];
type Term = TermBook['attributes'][number];

/** Who is welcome and how it is there: yes, no, it depends, or not known. What is said here waits until the network looked at it. */
export function WelcomeForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const say = useWords('listings');
  const { attributes } = useTerms();
  const writing = useUpdate(listing);
  const [changed, setChanged] = useState<Record<string, AttributeInput>>({});
  const count = Object.keys(changed).length;
  const save = async (): Promise<void> => {
    if (count > 0 && (await writing.save({ attributes: Object.values(changed) }))) onSaved();
  };
  const themes = [...new Set(attributes.map(({ group }) => group ?? 'other'))];
  return (
    <PartForm
      writing={writing}
      shown={[]}
      mayWrite={mayWrite}
      saving={count > 0 ? say('welcome.save', { count }) : undefined}
      onSave={() => void save()}
    >
      {themes.map((theme, place) => (
        <details key={theme} open={place === 0}>
          <summary>{say(`theme.${theme as 'welcome'}`)}</summary>
          <div class="stack">
            {attributes
              .filter(({ group }) => (group ?? 'other') === theme)
              .map((term) => (
                <OneAnswer
                  key={term.code}
                  term={term}
                  listing={listing}
                  said={changed[term.code]}
                  onSay={(said) => setChanged((before) => withAnswer(before, listing, said))}
                />
              ))}
          </div>
        </details>
      ))}
    </PartForm>
  );
}

function OneAnswer({
  term,
  listing,
  said,
  onSay,
}: {
  term: Term;
  listing: OwnListing;
  said: AttributeInput | undefined;
  onSay: (said: AttributeInput) => void;
}): JSX.Element {
  const say = useWords('listings');
  const known = listing.attributes.find(({ code }) => code === term.code);
  const answer = said?.answer ?? known?.answer ?? 'UNKNOWN';
  const note = said ? (said.note ?? '') : (known?.note ?? '');
  return (
    <Group label={term.name} hint={whenSaid(known, say)}>
      {said && (
        <div class="row">
          <Tag tone="care">{say('welcome.changed')}</Tag>
        </div>
      )}
      <Chips
        single
        choices={ANSWERS.map((value) => ({ value, label: say(`answer.${value}`) }))}
        chosen={[answer]}
        onChange={([next = 'UNKNOWN']) => onSay({ code: term.code, answer: next, note: note || null })}
      />
      {(answer === 'DEPENDS' || note !== '') && (
        <Field label={say('welcome.note')} optional={answer !== 'DEPENDS'}>
          {(described) => (
            <input
              {...described}
              type="text"
              autocomplete="off"
              value={note}
              onInput={(event) => onSay({ code: term.code, answer, note: event.currentTarget.value || null })}
            />
          )}
        </Field>
      )}
    </Group>
  );
}

function whenSaid(known: OwnListing['attributes'][number] | undefined, say: Say<'listings'>): string {
  if (!known || known.answer === 'UNKNOWN') return say('welcome.never');
  if (!known.confirmedAt) return say('welcome.neverConfirmed');
  return say(known.source === 'ORGANIZATION' ? 'welcome.said' : 'welcome.saidByOthers', {
    when: dayOf(known.confirmedAt),
  });
}

/** Back to what stands there is no change. */
function withAnswer(
  before: Record<string, AttributeInput>,
  listing: OwnListing,
  said: AttributeInput,
): Record<string, AttributeInput> {
  const known = listing.attributes.find(({ code }) => code === said.code);
  const others = Object.fromEntries(Object.entries(before).filter(([code]) => code !== said.code));
  const same = (known?.answer ?? 'UNKNOWN') === said.answer && (known?.note ?? null) === (said.note ?? null);
  return same ? others : { ...others, [said.code]: said };
}
