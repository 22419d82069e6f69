import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { RecordCall, TakeBackCall } from '../../../generated/documents/find.js';
import type { RecordCallInput } from '../../../generated/graphql.js';
import { ask } from '../../ask/ask.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import type { PlaceListing } from './found.js';

/** What is heard most on the phone; all the other reasons are one tap further. */
const FIRST_REASONS = ['no-space', 'drug-use', 'on-ost', 'children', 'no-reason-given'];
/** Reasons that nobody says on the phone. */
const NEVER_SAID = ['receiver-silent'];

/** "I rang": what they said, in one more tap. Nothing of any woman is in it; it teaches the directory. */
export function CallActions({
  listing,
  services,
}: {
  listing: PlaceListing;
  services: readonly string[];
}): JSX.Element {
  const say = useWords('find');
  const { nameOf, reasons } = useTerms();
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const { act, busy, trouble, problems } = useAct(RecordCall);
  const asked = listing.services.filter((code) => services.includes(code));
  const record = async (answer: RecordCallInput['answer'], reasonCode: string | null = null): Promise<void> => {
    const done = await act((key) => ({
      input: {
        listingId: listing.id,
        services: asked.length > 0 ? asked : listing.services.slice(0, 1),
        answer,
        reasonCode,
        key,
      },
    }));
    if (done?.recordCall.__typename !== 'Call') return;
    const { id } = done.recordCall;
    setOpen(false);
    toast(say('called', { place: listing.name }), () => void takeBack(id));
  };
  const takeBack = async (id: string): Promise<void> => {
    const answer = await ask(TakeBackCall, { id }).catch(() => null);
    toast(say(answer?.correctCall.__typename === 'Call' ? 'called.undone' : 'called.notUndone'));
  };
  if (!open)
    return (
      <div class="actions">
        <Button onClick={() => setOpen(true)} label={say('rang.label', { place: listing.name })}>
          {say('rang')}
        </Button>
      </div>
    );
  const receivers = reasons.filter(({ side, code }) => side === 'RECEIVER' && !NEVER_SAID.includes(code));
  const shown = all ? receivers.map(({ code }) => code) : FIRST_REASONS;
  return (
    <div class="stack" role="group" aria-label={say('rang.label', { place: listing.name })}>
      {trouble && <TroubleNotice trouble={trouble} />}
      {problems.length > 0 && (
        <Notice tone="bad" alert>
          {problems.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
      <div class="row">
        <Button busy={busy} onClick={() => void record('YES')}>
          {say('rang.yes')}
        </Button>
        <Button busy={busy} onClick={() => void record('CONDITIONAL')}>
          {say('rang.conditional')}
        </Button>
        <Button busy={busy} onClick={() => void record('NO_ANSWER')}>
          {say('rang.noAnswer')}
        </Button>
      </div>
      <p class="hint">{say('rang.no')}</p>
      <div class="row">
        {shown.map((code) => (
          <Button key={code} busy={busy} onClick={() => void record('NO', code)}>
            {say('rang.because', { reason: nameOf(code) })}
          </Button>
        ))}
        {!all && (
          <Button kind="quiet" onClick={() => setAll(true)}>
            {say('rang.other')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {say('rang.close')}
        </Button>
      </div>
    </div>
  );
}
