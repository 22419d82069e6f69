import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { SetReleaseParameters } from '../../../generated/documents/network-releases.js';
import type { NetworkReleasesQuery, SizeChoice } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';

type Parameters = NetworkReleasesQuery['releaseParameters'];
const RHOS = ['rhoQuarter', 'rhoHalfYear', 'rhoYear'] as const;
const SIZES: readonly SizeChoice[] = ['BY_LAST_TOTAL', 'MINI', 'STANDARD'];

/** How much of each woman's protection a release may spend: for periods that begin from now on. */
export function ParametersForm({ now, again }: { now: Parameters; again: () => void }): JSX.Element {
  const say = useWords('network');
  const shell = useWords('shell');
  const [said, setSaid] = useState(now);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const acting = useAct(SetReleaseParameters);
  const save = async (): Promise<void> => {
    const { rhoQuarter, rhoHalfYear, rhoYear, size } = said;
    const answer = await acting.act({ input: { rhoQuarter, rhoHalfYear, rhoYear, size } });
    const refusal = refusedOf(answer);
    setRefused(refusal);
    if (!answer || refusal) return;
    toast(say('saved'));
    again();
  };
  return (
    <Card title={say('parameters')}>
      <p class="hint">{say('parameters.hint')}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {RHOS.map((name) => (
          <Field label={say(`parameters.${name}`)} path={`input.${name}`} problems={acting.problems} key={name}>
            {(described) => (
              <input
                {...described}
                type="number"
                min="0"
                step="0.01"
                required
                value={said[name]}
                onInput={(event) => setSaid({ ...said, [name]: event.currentTarget.valueAsNumber })}
              />
            )}
          </Field>
        ))}
        <Field label={say('releases.size')} path="input.size" problems={acting.problems}>
          {(described) => (
            <select
              {...described}
              value={said.size}
              onChange={({ currentTarget: { value } }) =>
                setSaid({ ...said, size: SIZES.find((size) => size === value) ?? said.size })
              }
            >
              {SIZES.map((size) => (
                <option value={size} key={size}>
                  {say(`size.${size}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Undone
          acting={acting}
          result={refused}
          shown={['input.rhoQuarter', 'input.rhoHalfYear', 'input.rhoYear', 'input.size']}
        />
        <div class="actions">
          <Button type="submit" busy={acting.busy}>
            {shell('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
