import type { JSX } from 'preact';
import { TellWoman } from '../../../generated/documents/woman.js';
import type { UpdateClientInput, WomanToldFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { problemsElsewhere } from '../../parts/field.js';
import { useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { AvoidFields } from './avoid-fields.js';
import { ContactFields } from './contact-fields.js';
import type { InRecord } from './in-record.js';
import { agesIn, draftOf, inputOf, languagesIn, type FieldsProps, type ToldDraft } from './told-draft.js';
import { HerFields } from './told-fields.js';

const SHOWN = [
  ...['ageBand', 'pregnancy', 'dueMonth', 'childrenAges', 'gender', 'languages', 'medicineRunsOutOn', 'passphrase'],
  ...['safeContact', 'avoid'],
];

interface Draft {
  id: string;
  told: ToldDraft;
}

/** What she chose to tell. Nothing is asked for; what is left as it is stays unknown. */
export function Told({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { her } = record;
  const [draft, setDraft] = useInHand<Draft | null>('woman.told', null);
  const { act, busy, trouble, problems } = useAct(TellWoman);
  const told = draft?.id === her.id ? draft.told : draftOf(her);
  const change = (changed: Partial<ToldDraft>): void => setDraft({ id: her.id, told: { ...told, ...changed } });
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({ input: { id: her.id, version: her.version, ...inputOf(told) } });
    const result = answer?.updateClient;
    if (result?.__typename === 'Client') await saved(result);
    else if (result?.__typename === 'StaleClient') {
      toast(say('stale'));
      record.again();
    }
  };
  const saved = async (before: WomanToldFragment): Promise<void> => {
    setDraft(undefined);
    record.again();
    toast(say('saved'), record.isHers ? () => void undo(before) : undefined);
  };
  /** What stood there before; the words she chose cannot be shown again and stay as they are. */
  const undo = async ({ version }: WomanToldFragment): Promise<void> => {
    await act({ input: { id: her.id, version, ...inputOf(draftOf(her)) } satisfies UpdateClientInput });
    record.again();
  };
  const fields: FieldsProps = { told, change, problems };
  const badAges = agesIn(told.childrenAges) === undefined || languagesIn(told.languages) === undefined;
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <p class="hint">{say('told.hint')}</p>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {problemsElsewhere(problems, SHOWN).map((message) => (
        <Notice tone="bad" alert key={message}>
          {message}
        </Notice>
      ))}
      <Card title={say('told.her')}>
        <HerFields {...fields} />
      </Card>
      <Card title={say('contact')}>
        <ContactFields {...fields} />
      </Card>
      <Card title={say('avoid')}>
        <AvoidFields {...fields} />
      </Card>
      <Card title={say('count')}>
        <p>{say('count.text')}</p>
        <label class="check">
          <input
            type="checkbox"
            checked={told.countMe}
            onChange={(event) => change({ countMe: event.currentTarget.checked })}
          />
          <span>{say('count.yes')}</span>
        </label>
      </Card>
      {record.mayAct && (
        <div class="actions">
          <Button kind="main" type="submit" busy={busy || badAges}>
            {say('save')}
          </Button>
          {draft?.id === her.id && <Button onClick={() => setDraft(undefined)}>{say('drop')}</Button>}
        </div>
      )}
    </form>
  );
}
