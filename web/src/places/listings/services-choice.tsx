import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { InputProblem } from '../../ask/trouble.js';
import { Chips } from '../../parts/choice.js';
import { Group, problemsAt } from '../../parts/field.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';

interface ServicesProps {
  chosen: readonly string[];
  onChange: (services: string[]) => void;
  problems: readonly InputProblem[];
}

/** Which services a place offers, by the groups of the directory; the groups that hold one are open. */
export function ServicesChoice({ chosen, onChange, problems }: ServicesProps): JSX.Element {
  const say = useWords('listings');
  const { groups, services } = useTerms();
  const wrong = problemsAt(problems, 'services');
  return (
    <Group
      label={say('field.services')}
      hint={chosen.length === 0 ? say('services.none') : say('services.hint', { count: chosen.length })}
    >
      {wrong.length > 0 && (
        <p class="error" role="alert">
          {wrong.join(' ')}
        </p>
      )}
      {groups.map(({ code, name }) => {
        const inGroup = services.filter(({ group }) => group === code);
        const codes = inGroup.map((each) => each.code);
        return (
          <OneGroup key={code} name={name} count={codes.filter((each) => chosen.includes(each)).length}>
            <Chips
              choices={inGroup.map((each) => ({ value: each.code, label: each.name }))}
              chosen={chosen.filter((each) => codes.includes(each))}
              onChange={(now) => onChange([...chosen.filter((each) => !codes.includes(each)), ...now])}
            />
          </OneGroup>
        );
      })}
    </Group>
  );
}

function OneGroup({ name, count, children }: { name: string; count: number; children: JSX.Element }): JSX.Element {
  const say = useWords('listings');
  // As it was at first: taking the last one away must not fold the group under her finger.
  const [open] = useState(count > 0);
  return (
    <details open={open}>
      <summary>
        {name}
        {count > 0 && <span class="count">{say('services.chosen', { count })}</span>}
      </summary>
      {children}
    </details>
  );
}
