import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import { AreaChoice } from './area-choice.js';
import { isQuick, looksForSomething, QUICK, withQuick, type HerNeeds, type Needs, type Quick } from './needs.js';

interface FormProps {
  needs: Needs;
  hers: HerNeeds;
  onNeeds: (needs: Needs) => void;
  onHers: (hers: HerNeeds) => void;
}

const QUICKS = Object.keys(QUICK) as Quick[];
/** What is asked most; all the others are under "More". */
const FIRST_MUST = [
  'accepts-drug-use',
  'accepts-ost',
  'accepts-pregnant',
  'no-police',
  'no-id',
  'no-abstinence',
  'free',
];

/** What she needs, where, and what must be so. Every choice searches at once: nothing is to be sent. */
export function NeedsForm(props: FormProps): JSX.Element {
  const say = useWords('find');
  const { needs, onNeeds } = props;
  return (
    <form class="card" onSubmit={(event) => event.preventDefault()} aria-label={say('form')}>
      <FoldedOnAPhone needs={needs}>
        <Group label={say('quick')}>
          <Chips
            choices={QUICKS.map((value) => ({ value, label: say(`quick.${value}`) }))}
            chosen={QUICKS.filter((quick) => isQuick(needs, quick))}
            onChange={(chosen) => {
              const pressed = QUICKS.find((quick) => chosen.includes(quick) !== isQuick(needs, quick));
              if (pressed) onNeeds(withQuick(needs, pressed));
            }}
          />
        </Group>
        <MustBeSo {...props} codes={FIRST_MUST} label={say('must')} />
        <Group label={say('when')}>
          <Chips
            choices={[
              { value: 'open', label: say('openNow') },
              { value: 'free', label: say('placesFree') },
              { value: 'women', label: say('womenOnlyHours') },
            ]}
            chosen={[needs.openNow && 'open', needs.free && 'free', needs.womenOnly && 'women'].filter(
              (each) => each !== false,
            )}
            onChange={(chosen) =>
              onNeeds({
                ...needs,
                openNow: chosen.includes('open'),
                free: chosen.includes('free'),
                womenOnly: chosen.includes('women'),
              })
            }
          />
        </Group>
        <details>
          <summary>{say('children.summary')}</summary>
          <OfHer {...props} />
        </details>
        <details open={needs.areaId !== null}>
          <summary>{say('where')}</summary>
          <AreaChoice needs={needs} onNeeds={onNeeds} />
        </details>
        <details>
          <summary>{say('more')}</summary>
          <MoreNeeds {...props} />
        </details>
      </FoldedOnAPhone>
    </form>
  );
}

const WIDE = '(min-width: 48.01rem)';

/** On a phone what was chosen is one line above what was found, as soon as she comes to results: back from a place, or by an address. */
function FoldedOnAPhone({ needs, children }: { needs: Needs; children: ComponentChildren }): JSX.Element {
  const say = useWords('find');
  const { nameOf } = useTerms();
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  const [open, setOpen] = useState(() => !looksForSomething(needs));
  useEffect(() => {
    const media = matchMedia(WIDE);
    const look = (): void => setWide(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  if (wide) return <>{children}</>;
  const quick = QUICKS.filter((each) => isQuick(needs, each)).map((each) => say(`quick.${each}`));
  const chosen = [...(quick.length > 0 ? quick : needs.services.map(nameOf)), ...needs.must.map(nameOf)];
  return (
    <details
      open={open}
      onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
    >
      <summary>
        <span>
          {say('form')}
          {!open && chosen.length > 0 && <span class="small"> · {chosen.join(' · ')}</span>}
        </span>
      </summary>
      <div class="stack">{children}</div>
    </details>
  );
}

function MustBeSo({
  needs,
  onNeeds,
  codes,
  label,
}: FormProps & { codes: readonly string[]; label: string }): JSX.Element {
  const { nameOf } = useTerms();
  return (
    <Group label={label}>
      <Chips
        choices={codes.map((value) => ({ value, label: nameOf(value) }))}
        chosen={needs.must.filter((code) => codes.includes(code))}
        onChange={(chosen) =>
          onNeeds({ ...needs, must: [...needs.must.filter((code) => !codes.includes(code)), ...chosen] })
        }
      />
    </Group>
  );
}

/** Every service and every other question, by what they belong to. */
function MoreNeeds(props: FormProps): JSX.Element {
  const say = useWords('find');
  const { needs, onNeeds } = props;
  const { services, groups, attributes, nameOf } = useTerms();
  const others = attributes.filter(({ code }) => !FIRST_MUST.includes(code));
  const themes = [...new Set(others.map(({ group }) => group ?? ''))];
  return (
    <div class="stack">
      <h3>{say('services')}</h3>
      {groups.map((group) => (
        <details key={group.code}>
          <summary>{group.name}</summary>
          <Group label={<span class="unseen">{group.name}</span>}>
            <Chips
              choices={services
                .filter((service) => service.group === group.code)
                .map(({ code, name }) => ({ value: code, label: name }))}
              chosen={needs.services}
              onChange={(chosen) => onNeeds({ ...needs, services: chosen })}
            />
          </Group>
        </details>
      ))}
      <h3>{say('must.all')}</h3>
      {themes.map((theme) => (
        <details key={theme}>
          <summary>{nameOf(theme)}</summary>
          <MustBeSo
            {...props}
            label={nameOf(theme)}
            codes={others.filter(({ group }) => group === theme).map(({ code }) => code)}
          />
        </details>
      ))}
    </div>
  );
}

const numbersIn = (text: string): number[] =>
  (text.match(/\d{1,3}/g) ?? [])
    .map(Number)
    .filter((age) => age <= 120)
    .slice(0, 12);

function OfHer({ hers, onHers }: FormProps): JSX.Element {
  const say = useWords('find');
  return (
    <div class="split">
      <Field label={say('children.ages')} hint={say('children.hint')} optional>
        {(described) => (
          <input
            {...described}
            inputMode="text"
            autocomplete="off"
            value={hers.childrenAges.join(', ')}
            onChange={(event) => onHers({ ...hers, childrenAges: numbersIn(event.currentTarget.value) })}
          />
        )}
      </Field>
      <Field label={say('age')} hint={say('age.hint')} optional>
        {(described) => (
          <input
            {...described}
            type="number"
            min="0"
            max="120"
            autocomplete="off"
            value={hers.age ?? ''}
            onChange={(event) => onHers({ ...hers, age: numbersIn(event.currentTarget.value)[0] ?? null })}
          />
        )}
      </Field>
      <Field label={say('languages')} hint={say('languages.hint')} optional>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            autocapitalize="none"
            value={hers.languages.join(', ')}
            onChange={(event) =>
              onHers({
                ...hers,
                languages: event.currentTarget.value.match(/\b[A-Za-z]{2,3}(-[A-Za-z]{2,4})?\b/g) ?? [],
              })
            }
          />
        )}
      </Field>
    </div>
  );
}
