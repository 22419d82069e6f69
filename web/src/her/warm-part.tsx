import type { JSX } from 'preact';
import type { Assistance, Companion, Transport } from '../../generated/graphql.js';
import type { InputProblem } from '../ask/trouble.js';
import { Chips } from '../parts/choice.js';
import { Field, Group } from '../parts/field.js';
import { useWords } from '../words/words.js';
import type { Warm } from './warm.js';

const ASSISTANCE: Assistance[] = ['INFORMATION', 'CONTACT_MADE', 'INTRODUCED', 'ACCOMPANIED', 'MET_ON_SITE'];
const COMPANIONS: Companion[] = ['WORKER', 'PEER', 'WOMAN_SHE_TRUSTS', 'NOBODY'];
const WAYS: Transport[] = ['NONE_NEEDED', 'OWN', 'PAID', 'ARRANGED', 'NOT_SOLVED'];

interface WarmPartProps {
  draft: Warm;
  change: (change: Partial<Warm>) => void;
  problems: readonly InputProblem[];
}

/** How far somebody walks with her, and what stands in her way. All of it crosses, so that she is met. */
export function WarmPart({ draft, change, problems }: WarmPartProps): JSX.Element {
  const say = useWords('refer');
  return (
    <div class="stack">
      <p class="hint">{say('warm.hint')}</p>
      <Group label={say('assistance')}>
        <Chips<Assistance>
          single
          chosen={draft.assistance === '' ? [] : [draft.assistance]}
          choices={ASSISTANCE.map((value) => ({ value, label: say(`assistance.${value}`) }))}
          onChange={([assistance]) => change({ assistance: assistance ?? '' })}
        />
      </Group>
      <Group label={say('companion')}>
        <Chips<Companion>
          single
          chosen={draft.companion === '' ? [] : [draft.companion]}
          choices={COMPANIONS.map((value) => ({ value, label: say(`companion.${value}`) }))}
          onChange={([companion]) => change({ companion: companion ?? '' })}
        />
      </Group>
      <Group label={say('transport')}>
        <Chips<Transport>
          single
          chosen={draft.transport === '' ? [] : [draft.transport]}
          choices={WAYS.map((value) => ({ value, label: say(`transport.${value}`) }))}
          onChange={([transport]) => change({ transport: transport ?? '' })}
        />
      </Group>
      <Group label={say('childcare')}>
        <Chips<'yes' | 'no'>
          single
          chosen={draft.childcare === '' ? [] : [draft.childcare]}
          choices={(['yes', 'no'] as const).map((value) => ({ value, label: say(`childcare.${value}`) }))}
          onChange={([childcare]) => change({ childcare: childcare ?? '' })}
        />
      </Group>
      <Field label={say('meetingPoint')} path="input.handover.meetingPoint" problems={problems} optional>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={draft.meetingPoint}
            onInput={(event) => change({ meetingPoint: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('meetAt')} path="input.handover.meetAt" problems={problems} optional>
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            value={draft.meetAt}
            onInput={(event) => change({ meetAt: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={say('callBack')}
        hint={say('callBack.hint')}
        path="input.handover.callBack"
        problems={problems}
        optional
      >
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={draft.callBack}
            onInput={(event) => change({ callBack: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
