import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReferConsent, ReferStatement } from '../../../generated/documents/refer.js';
import type {
  ConsentMethod,
  HersThatCrossesFragment,
  SharedField,
  WouldCrossFragment,
} from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Group } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { useTerms } from '../../terms/use-terms.js';
import { language, LANGUAGES } from '../../words/language.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InHand } from '../../her/in-hand.js';
import { useDraft } from './draft.js';
import type { PlaceToRefer } from './draft.js';
import { useFieldTexts } from './what-crosses.js';

interface AskHerProps {
  place: PlaceToRefer;
  woman: InHand;
  crossing: WouldCrossFragment;
  /** All that there is to share of hers, of which she chooses. */
  whole: HersThatCrossesFragment;
  sending: boolean;
  onYes: () => void;
}

const DAY = 86_400_000;
const METHODS: ConsentMethod[] = ['SPOKEN', 'WRITTEN', 'DIGITAL'];

/** The question that only she can answer: which of this may go there. Suggested is what was written for it, and nothing else. */
export function AskHer({ place, woman, crossing, whole, sending, onYes }: AskHerProps): JSX.Element {
  const say = useWords('refer');
  const her = useWords('woman');
  const { nameOf } = useTerms();
  const [draft, change] = useDraft(place.id);
  const texts = useFieldTexts()(whole);
  const written = (['NEEDS', 'NOTE'] as const).filter((field) => texts.has(field));
  const fields = draft.fields ?? written;
  const left = written.filter((field) => !fields.includes(field));
  const tongue = draft.language || tongueOf(whole);
  const { act, busy, trouble, problems } = useAct(ReferConsent);
  const [unsaid, setUnsaid] = useState(false);
  const [stuck, setStuck] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const yes = async (): Promise<void> => {
    // A yes under which it cannot be sent is not written down: she would have to take it back for nothing.
    if (left.length > 0) {
      setStuck(true);
      return;
    }
    if (!draft.told) {
      setUnsaid(true);
      return;
    }
    const purpose = crossing.services.map(nameOf).join(', ');
    const answer = await act((key) => ({
      input: {
        key,
        clientId: woman.id,
        receiverId: place.organization.id,
        listingId: place.id,
        purpose: purpose.length < 3 ? say('purpose.default') : purpose,
        fields: [...fields],
        method: draft.method,
        language: tongue,
        toldSheMayRefuse: true,
      },
    }));
    const result = answer?.giveConsent;
    if (result?.__typename === 'Consent') onYes();
    else if (result?.__typename === 'Forbidden') setRefused(result.message);
  };
  return (
    <Card title={say('ask')}>
      <Statement language={tongue} onLanguage={(chosen) => change({ language: chosen })} />
      <Group label={say('fields')} hint={say('fields.hint')}>
        {texts.size === 0 ? (
          <p>{say('fields.none')}</p>
        ) : (
          <Chips<SharedField>
            chosen={fields}
            choices={[...texts].map(([value, text]) => ({ value, label: her(`field.${value}`), hint: text }))}
            onChange={(chosen) => change({ fields: chosen })}
          />
        )}
      </Group>
      {left.length > 0 && (
        <Notice tone={stuck ? 'bad' : 'care'} alert={stuck} key={String(stuck)}>
          <p>{say('fields.left', { fields: left.map((field) => her(`field.${field}`)).join(', ') })}</p>
        </Notice>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={draft.told}
          onChange={(event) => {
            setUnsaid(false);
            change({ told: event.currentTarget.checked });
          }}
        />
        <span>{say('told')}</span>
      </label>
      {unsaid && (
        <p class="error" role="alert">
          ! {say('told.unsaid')}
        </p>
      )}
      <details>
        <summary>{say('method.now', { how: her(`method.${draft.method}`) })}</summary>
        <Group label={say('method')}>
          <Chips<ConsentMethod>
            single
            chosen={[draft.method]}
            choices={METHODS.map((value) => ({ value, label: her(`method.${value}`) }))}
            onChange={([method = 'SPOKEN']) => change({ method })}
          />
        </Group>
      </details>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {[...problems.map(({ message }) => message), ...(refused === null ? [] : [refused])].map((message) => (
        <Notice tone="bad" alert key={message}>
          <p>{message}</p>
        </Notice>
      ))}
      <div class="actions">
        <Button kind="main" busy={busy || sending} onClick={() => void yes()}>
          {say('yes')}
        </Button>
        <a class="button" href="/woman/record">
          {say('no')}
        </a>
      </div>
      <p class="hint">{say('no.hint')}</p>
    </Card>
  );
}

/** Hers where she told it, else the one that the page speaks. */
const tongueOf = ({ languages }: HersThatCrossesFragment): string => languages?.[0] ?? language();

/** The wording that the network agreed on, in her language. */
function Statement({
  language: tongue,
  onLanguage,
}: {
  language: string;
  onLanguage: (language: string) => void;
}): JSX.Element {
  const say = useWords('refer');
  const { answer, trouble, again } = useAsk(ReferStatement, { language: tongue });
  const choices = [...new Set([...Object.keys(LANGUAGES), tongue])];
  const nameOf = (code: string): string => (code in LANGUAGES ? LANGUAGES[code as keyof typeof LANGUAGES].name : code);
  const said = answer?.consentStatement;
  return (
    <div class="stack">
      <label class="row">
        {say('statement.language')}
        <select value={tongue} onChange={(event) => onLanguage(event.currentTarget.value)}>
          {choices.map((code) => (
            <option value={code} key={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
      </label>
      {trouble && <TroubleNotice trouble={trouble} again={again} />}
      {said && (
        <>
          {!tongue.startsWith(said.language) && <Notice tone="care">{say('statement.translate')}</Notice>}
          <blockquote lang={said.language} dir={said.language === 'ar' ? 'rtl' : 'ltr'} class="stack statement">
            {said.text.split('\n').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </blockquote>
          <p>{say('statement.until', { day: dayOf(new Date(Date.now() + said.defaultDays * DAY).toISOString()) })}</p>
          {!said.approvedByWomenWhoUseIt && <p class="small">{say('statement.unread')}</p>}
        </>
      )}
    </div>
  );
}
