import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FindAreas } from '../../../generated/documents/find.js';
import type { InputProblem } from '../../ask/trouble.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field, problemsAt } from '../../parts/field.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { Area } from './address-draft.js';

const SHORTEST = 2;
const PATH = 'address.areaId';
const nameOf = ({ name, within }: Area): string => (within ? `${name} (${within})` : name);

/** The named area it lies in: typed, then chosen from what the directory knows. */
export function AreaField({
  area,
  onArea,
  optional,
  before,
  problems,
}: {
  area: Area | null;
  onArea: (area: Area | null) => void;
  optional: boolean;
  /** What the area was called until now, where its name alone did not tell which one it is. */
  before: string | null;
  problems: readonly InputProblem[];
}): JSX.Element {
  const say = useWords('listings');
  const [text, setText] = useState('');
  const wanted = text.trim();
  const asked = useAsk(FindAreas, !area && wanted.length >= SHORTEST ? { text: wanted } : null);
  if (area)
    return (
      <div class="field">
        <div class="row">
          <span>
            {say('area')}: <strong>{nameOf(area)}</strong>
          </span>
          <Button onClick={() => onArea(null)}>{say('area.another')}</Button>
        </div>
        {problemsAt(problems, PATH).map((message) => (
          <p class="error" key={message}>
            {message}
          </p>
        ))}
      </div>
    );
  const found = wanted.length >= SHORTEST ? asked.answer?.areas : undefined;
  return (
    <div class="stack">
      <Field
        label={say('area')}
        hint={before ? say('area.before', { area: before }) : say('area.hint')}
        optional={optional}
        path={PATH}
        problems={problems}
      >
        {(described) => (
          <input
            {...described}
            type="search"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {asked.trouble && <TroubleNotice trouble={asked.trouble} again={asked.again} />}
      <div class="row" role="group" aria-label={say('area.found')} aria-live="polite">
        {found?.map((each) => (
          <Button
            key={each.id}
            onClick={() => {
              onArea(each);
              setText('');
            }}
          >
            {nameOf(each)}
          </Button>
        ))}
        {found?.length === 0 && <p class="hint">{say('area.none')}</p>}
      </div>
    </div>
  );
}
