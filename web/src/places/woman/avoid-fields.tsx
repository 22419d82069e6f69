import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanAreas, WomanOrganizations } from '../../../generated/documents/woman.js';
import { useAsk } from '../../ask/use-ask.js';
import { ChosenList } from '../../her/chosen-list.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { Named } from './told-draft.js';
import type { FieldsProps } from './told-draft.js';

const SHORTEST = 2;

/** Whom and where she must not meet: searches leave them out, and nothing of it is ever shared. */
export function AvoidFields({ told, change, problems }: FieldsProps): JSX.Element {
  const say = useWords('woman');
  return (
    <>
      <p class="hint">{say('avoid.hint')}</p>
      <Organizations
        chosen={told.avoidOrganizations}
        onChange={(avoidOrganizations) => change({ avoidOrganizations })}
      />
      <Areas chosen={told.avoidAreas} onChange={(avoidAreas) => change({ avoidAreas })} />
      <Field label={say('avoid.note')} path="input.avoid.note" problems={problems} optional>
        {(described) => (
          <textarea
            {...described}
            value={told.avoidNote}
            onInput={(event) => change({ avoidNote: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}

interface ChoiceProps {
  chosen: readonly Named[];
  onChange: (chosen: readonly Named[]) => void;
}

function Organizations(props: ChoiceProps): JSX.Element {
  const [text, setText] = useState('');
  const { answer } = useAsk(WomanOrganizations, text.trim().length < SHORTEST ? null : { text: text.trim() });
  const found = answer?.organizations.edges.map(({ node }) => node) ?? [];
  return <Finder {...props} kind="organizations" text={text} onText={setText} found={found} />;
}

function Areas(props: ChoiceProps): JSX.Element {
  const [text, setText] = useState('');
  const { answer } = useAsk(WomanAreas, text.trim().length < SHORTEST ? null : { text: text.trim() });
  const found = answer?.areas.map(({ id, name, within }) => ({ id, name: within ? `${name}, ${within}` : name })) ?? [];
  return <Finder {...props} kind="areas" text={text} onText={setText} found={found} />;
}

function Finder({
  kind,
  chosen,
  onChange,
  text,
  onText,
  found,
}: ChoiceProps & {
  kind: 'organizations' | 'areas';
  text: string;
  onText: (text: string) => void;
  found: readonly Named[];
}): JSX.Element {
  const say = useWords('woman');
  const others = text === '' ? [] : found.filter(({ id }) => !chosen.some((each) => each.id === id));
  return (
    <div class="stack">
      <Field label={say(`avoid.${kind}`)} hint={say('avoid.find')} optional>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={text}
            onInput={(event) => onText(event.currentTarget.value)}
          />
        )}
      </Field>
      {others.length > 0 && (
        <div class="row" role="group" aria-label={say('avoid.found')}>
          {others.map((each) => (
            <button
              type="button"
              key={each.id}
              onClick={() => {
                onChange([...chosen, each]);
                onText('');
              }}
            >
              + {each.name}
            </button>
          ))}
        </div>
      )}
      <ChosenList
        label={say(`avoid.${kind}`)}
        chosen={chosen}
        nameOf={({ name }) => name}
        onTakeOut={(each) => onChange(chosen.filter(({ id }) => id !== each.id))}
      />
    </div>
  );
}
