import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReferWrite } from '../../../generated/documents/refer.js';
import type { Urgency } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group, problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { useAddress } from '../../router.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import type { InHand } from '../../her/in-hand.js';
import { WarmPart } from '../../her/warm-part.js';
import { inputOf, useDraft, type Change, type PlaceToRefer, type ReferDraft, type WriteFields } from './draft.js';

const URGENCIES: Urgency[] = ['NOW', 'TODAY', 'SOON', 'ROUTINE'];
const SHOWN = ['input.services', 'input.needs', 'input.note', 'input.deadline', 'input.neededFrom', 'input.handover'];

/** What she is sent for. Two taps are enough; the rest is folded. */
export function Write({ place, woman }: { place: PlaceToRefer; woman: InHand }): JSX.Element {
  const say = useWords('refer');
  const [held, change] = useDraft(place.id);
  const draft = { ...held, services: useServices(place, held) };
  const { act, busy, trouble, problems } = useAct(ReferWrite);
  const [unsaid, setUnsaid] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const write = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (draft.services.length === 0) {
      setUnsaid(true);
      return;
    }
    const answer = await act((key) => ({ input: inputOf(draft, woman.id, key) }));
    const result = answer?.draftReferral;
    if (result?.__typename === 'Referral') change({ ...draft, draftId: result.id, fields: null, told: false });
    else if (result?.__typename === 'Forbidden') setRefused(result.message);
  };
  const elsewhere = problemsElsewhere(problems, SHOWN);
  return (
    <form onSubmit={(event) => void write(event)} noValidate>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {[...elsewhere, ...(refused === null ? [] : [refused])].map((message) => (
        <Notice tone="bad" alert key={message}>
          <p>{message}</p>
        </Notice>
      ))}
      <Card>
        <Services place={place} draft={draft} unsaid={unsaid} change={change} />
        <Group label={say('urgency')}>
          <Chips<Urgency>
            single
            chosen={[draft.urgency]}
            choices={URGENCIES.map((value) => ({
              value,
              label: say(`urgency.${value}`),
              hint: say(`urgency.${value}.hint`),
            }))}
            onChange={([urgency = 'ROUTINE']) => change({ urgency })}
          />
        </Group>
        <details open={draft.note !== '' || draft.needs !== '' || draft.needCodes.length > 0}>
          <summary>{say('more')}</summary>
          <Words draft={draft} change={change} problems={problems} />
        </details>
        <details open={draft.assistance !== ''}>
          <summary>{say('warm')}</summary>
          <WarmPart draft={draft} change={change} problems={problems} />
        </details>
      </Card>
      <Button kind="main" type="submit" busy={busy}>
        {say('write.action')}
      </Button>
    </form>
  );
}

/** The ones chosen; else what the search was for (codes in the address), else the only one there is. */
function useServices(place: PlaceToRefer, { services }: ReferDraft): string[] {
  const { search } = useAddress();
  if (services.length > 0) return services;
  const searched = (search.get('services') ?? '').split(',').filter((code) => place.services.includes(code));
  return searched.length > 0 || place.services.length > 1 ? searched : [...place.services];
}

function Services({
  place,
  draft,
  unsaid,
  change,
}: {
  place: PlaceToRefer;
  draft: ReferDraft;
  unsaid: boolean;
  change: Change;
}): JSX.Element {
  const say = useWords('refer');
  const { nameOf } = useTerms();
  return (
    <Group label={say('services')}>
      <Chips
        chosen={draft.services}
        choices={place.services.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(services) => change({ services })}
      />
      {unsaid && draft.services.length === 0 && (
        <p class="error" role="alert">
          ! {say('services.unsaid')}
        </p>
      )}
    </Group>
  );
}

function Words({ draft, change, problems }: WriteFields): JSX.Element {
  const say = useWords('refer');
  const { attributes } = useTerms();
  return (
    <div class="stack">
      <Field label={say('needs')} hint={say('needs.hint')} path="input.needs" problems={problems} optional>
        {(described) => (
          <textarea
            {...described}
            value={draft.needs}
            onInput={(event) => change({ needs: event.currentTarget.value })}
          />
        )}
      </Field>
      <details>
        <summary>{say('needs.list')}</summary>
        <Group label={<span class="unseen">{say('needs.list')}</span>}>
          <Chips
            chosen={draft.needCodes}
            choices={attributes.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(needCodes) => change({ needCodes })}
          />
        </Group>
      </details>
      <Field label={say('note')} hint={say('note.hint')} path="input.note" problems={problems} optional>
        {(described) => (
          <textarea
            {...described}
            value={draft.note}
            onInput={(event) => change({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say('deadline')} hint={say('deadline.hint')} path="input.deadline" problems={problems} optional>
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            value={draft.deadline}
            onInput={(event) => change({ deadline: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={say('neededFrom')}
        hint={say('neededFrom.hint')}
        path="input.neededFrom"
        problems={problems}
        optional
      >
        {(described) => (
          <input
            {...described}
            type="date"
            value={draft.neededFrom}
            onInput={(event) => change({ neededFrom: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
