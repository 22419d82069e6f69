import type { ComponentProps, JSX } from 'preact';
import type { AddressVisibility } from '../../../generated/graphql.js';
import type { InputProblem } from '../../ask/trouble.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group, problemsAt } from '../../parts/field.js';
import { Folded } from '../../parts/folded.js';
import { Notice } from '../../parts/notice.js';
import { useWords } from '../../words/words.js';
import type { AddressDraft } from './address-draft.js';
import { AreaField } from './area-field.js';

const VISIBILITIES: readonly AddressVisibility[] = ['FULL', 'AREA', 'HIDDEN'];
const MORE = ['postalCode', 'region', 'country', 'latitude', 'longitude'] as const;
type Text = 'line' | 'city' | 'meetingPoint' | (typeof MORE)[number];

export interface AddressProps {
  address: AddressDraft;
  onChange: (address: AddressDraft) => void;
  problems: readonly InputProblem[];
  /** What the area was called until now; missing where the address is a new one. */
  areaBefore?: string | null;
  /** How much of it others see until now; missing where the address is a new one. */
  othersSee?: AddressVisibility | null;
  /** The street is another one, and the point on the map is not. */
  pointIsOld?: boolean;
}

/** Where it is, and before that who may know it. */
export function AddressFields(props: AddressProps): JSX.Element {
  const say = useWords('listings');
  const { address, onChange, problems, areaBefore, pointIsOld = false } = props;
  const field = (name: Text): JSX.Element => <TextField key={name} name={name} {...props} />;
  const moreIsWrong = MORE.some((name) => problemsAt(problems, `address.${name}`).length > 0);
  return (
    <>
      <WhoMayKnow {...props} />
      <AreaField
        area={address.area}
        onArea={(area) => onChange({ ...address, area })}
        optional={address.visibility !== 'AREA'}
        before={areaBefore ?? null}
        problems={problems}
      />
      {field('line')}
      {field('city')}
      {field('meetingPoint')}
      {pointIsOld && (
        <Notice tone="care">
          <p>{say('address.pointIsOld')}</p>
        </Notice>
      )}
      <Folded title={say('address.more')} wanted={pointIsOld || moreIsWrong}>
        {MORE.map(field)}
      </Folded>
    </>
  );
}

function WhoMayKnow({ address, onChange, problems, othersSee }: AddressProps): JSX.Element {
  const say = useWords('listings');
  const wrong = problemsAt(problems, 'address.visibility');
  return (
    <Group
      label={say('visibility')}
      hint={othersSee ? say('visibility.hint', { now: say(`visibility.${othersSee}`) }) : undefined}
    >
      {wrong.map((message) => (
        <p class="error" role="alert" key={message}>
          {message}
        </p>
      ))}
      <Chips
        single
        required
        choices={VISIBILITIES.map((value) => ({
          value,
          label: say(`visibility.${value}`),
          hint: say(`visibility.${value}.hint`),
        }))}
        chosen={address.visibility ? [address.visibility] : []}
        onChange={([visibility = null]) => onChange({ ...address, visibility })}
      />
    </Group>
  );
}

/** What the browser itself may help with: digits, and two letters for a country. */
const CONTROLS: Partial<Record<Text, ComponentProps<'input'>>> = {
  country: { maxLength: 2, size: 4, autocapitalize: 'characters' },
  latitude: { type: 'number', step: 'any', min: -90, max: 90, inputMode: 'decimal' },
  longitude: { type: 'number', step: 'any', min: -180, max: 180, inputMode: 'decimal' },
};
const HINTS = { line: 'line.hint', meetingPoint: 'meetingPoint.hint', country: 'country.hint' } as const;

function TextField({ name, address, onChange, problems }: AddressProps & { name: Text }): JSX.Element {
  const say = useWords('listings');
  const hint = name in HINTS ? say(`address.${HINTS[name as keyof typeof HINTS]}`) : undefined;
  return (
    <Field label={say(`address.${name}`)} hint={hint} optional path={`address.${name}`} problems={problems}>
      {(described) => (
        <input
          {...described}
          type="text"
          autocomplete="off"
          {...CONTROLS[name]}
          value={address[name]}
          onInput={(event) => onChange({ ...address, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}
