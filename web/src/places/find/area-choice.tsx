import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FindAreas } from '../../../generated/documents/find.js';
import type { FindAreasQuery } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { numberOf } from '../../words/when.js';
import { useInHand } from '../../in-hand.js';
import { KILOMETRES, type Needs } from './needs.js';

export type FoundArea = FindAreasQuery['areas'][number];

const PAUSE_MILLIS = 250;

/** Near which area: typed, then chosen from what the directory knows. What is typed stays in this page. */
export function AreaChoice({ needs, onNeeds }: { needs: Needs; onNeeds: (needs: Needs) => void }): JSX.Element {
  const say = useWords('find');
  const [area, setArea] = useInHand<FoundArea | null>('find.area', null);
  const [text, setText] = useState('');
  const wanted = useLater(text.trim());
  const asked = useAsk(FindAreas, wanted.length >= 2 ? { text: wanted } : null);
  if (needs.areaId !== null)
    return (
      <div class="row">
        <label>
          {say('within')}{' '}
          <select value={needs.km} onChange={(event) => onNeeds({ ...needs, km: Number(event.currentTarget.value) })}>
            {KILOMETRES.map((km) => (
              <option value={km} key={km}>
                {say('km', { km: numberOf(km) })}
              </option>
            ))}
          </select>
        </label>
        <span>{area?.id === needs.areaId ? say('of', { area: area.name }) : say('ofChosen')}</span>
        <Button
          onClick={() => {
            setArea(null);
            onNeeds({ ...needs, areaId: null });
          }}
        >
          {say('anywhere')}
        </Button>
      </div>
    );
  const found = wanted.length >= 2 ? asked.answer?.areas : undefined;
  return (
    <div class="stack">
      <Field label={say('area')} hint={say('area.hint')}>
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
              setArea(each);
              onNeeds({ ...needs, areaId: each.id });
            }}
          >
            {each.within === null ? each.name : `${each.name} (${each.within})`}
          </Button>
        ))}
        {found?.length === 0 && <p class="hint">{say('area.none')}</p>}
      </div>
    </div>
  );
}

function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}
