import type { JSX } from 'preact';
import type { AgeBand, Pregnancy } from '../../../generated/graphql.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import { agesIn, languagesIn } from './told-draft.js';
import type { FieldsProps } from './told-draft.js';

const AGES: AgeBand[] = ['UNKNOWN', 'UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'FROM_35_TO_49', 'FROM_50'];
const PREGNANCIES: Pregnancy[] = ['UNKNOWN', 'PREGNANT', 'POSTPARTUM', 'NO'];
type Children = 'unsaid' | 'none' | 'some';

/** About herself: no field for a name, here or anywhere. */
export function HerFields({ told, change, problems }: FieldsProps): JSX.Element {
  const say = useWords('woman');
  return (
    <>
      <Group label={say('age')}>
        <Chips<AgeBand>
          single
          chosen={[told.ageBand]}
          choices={AGES.map((value) => ({ value, label: say(`age.${value}`) }))}
          onChange={([ageBand = 'UNKNOWN']) => change({ ageBand })}
        />
      </Group>
      <Group label={say('pregnancy')}>
        <Chips<Pregnancy>
          single
          chosen={[told.pregnancy]}
          choices={PREGNANCIES.map((value) => ({ value, label: say(`pregnancy.${value}`) }))}
          onChange={([pregnancy = 'UNKNOWN']) => change({ pregnancy })}
        />
      </Group>
      {told.pregnancy === 'PREGNANT' && (
        <Field label={say('dueMonth')} path="input.dueMonth" problems={problems} optional>
          {(described) => (
            <input
              {...described}
              type="month"
              placeholder="2027-03"
              value={told.dueMonth}
              onInput={(event) => change({ dueMonth: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <ChildrenFields told={told} change={change} problems={problems} />
      <LineField
        name="languages"
        hint
        told={told}
        change={change}
        problems={problems}
        error={languagesIn(told.languages) === undefined ? say('languages.wrong') : null}
      />
      <Field
        label={say('medicine')}
        hint={say('medicine.hint')}
        path="input.medicineRunsOutOn"
        problems={problems}
        optional
      >
        {(described) => (
          <input
            {...described}
            type="date"
            value={told.medicineRunsOutOn}
            onInput={(event) => change({ medicineRunsOutOn: event.currentTarget.value })}
          />
        )}
      </Field>
      <LineField name="gender" hint told={told} change={change} problems={problems} />
      <LineField name="passphrase" hint told={told} change={change} problems={problems} />
    </>
  );
}

function LineField({
  name,
  error = null,
  told,
  change,
  problems,
}: FieldsProps & { name: 'languages' | 'gender' | 'passphrase'; hint?: boolean; error?: string | null }): JSX.Element {
  const say = useWords('woman');
  return (
    <Field
      label={say(name)}
      hint={say(`${name}.hint`)}
      path={`input.${name}`}
      problems={problems}
      error={error}
      optional
    >
      {(described) => (
        <input
          {...described}
          autocomplete="off"
          value={told[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function ChildrenFields({ told, change, problems }: FieldsProps): JSX.Element {
  const say = useWords('woman');
  const { childrenAges } = told;
  const chosen: Children = childrenAges === null ? 'unsaid' : childrenAges.trim() === '' ? 'none' : 'some';
  const START = { unsaid: null, none: '', some: '0' } as const;
  return (
    <>
      <Group label={say('children')}>
        <Chips<Children>
          single
          chosen={[chosen]}
          choices={(['unsaid', 'none', 'some'] as const).map((value) => ({ value, label: say(`children.${value}`) }))}
          onChange={([wanted = 'unsaid']) => change({ childrenAges: START[wanted] })}
        />
      </Group>
      {chosen === 'some' && (
        <Field
          label={say('children.ages')}
          hint={say('children.ages.hint')}
          path="input.childrenAges"
          problems={problems}
          error={agesIn(childrenAges) === undefined ? say('children.wrong') : null}
        >
          {(described) => (
            <input
              {...described}
              inputMode="text"
              value={childrenAges ?? ''}
              onInput={(event) => change({ childrenAges: event.currentTarget.value || ' 0' })}
            />
          )}
        </Field>
      )}
    </>
  );
}
