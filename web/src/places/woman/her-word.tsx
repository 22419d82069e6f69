import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanWord } from '../../../generated/documents/steps.js';
import type { WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Group } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';

const QUESTIONS = ['gotHelp', 'treatedWithRespect', 'wouldReturn'] as const;
type Said = 'yes' | 'no' | 'unsaid';
const saidOf = (answer: boolean | null | undefined): Said =>
  answer === true ? 'yes' : answer === false ? 'no' : 'unsaid';
const answerOf = (said: Said): boolean | null => (said === 'unsaid' ? null : said === 'yes');

/** What she says herself. It stays here: the other place never reads it. */
export function HerWordForm({ referral, again }: { referral: WomanReferralFragment; again: () => void }): JSX.Element {
  const say = useWords('woman');
  const { herWord } = referral;
  const { act, busy, trouble } = useAct(WomanWord);
  const [said, setSaid] = useState({
    gotHelp: saidOf(herWord?.gotHelp),
    treatedWithRespect: saidOf(herWord?.treatedWithRespect),
    wouldReturn: saidOf(herWord?.wouldReturn),
  });
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const words = {
      gotHelp: answerOf(said.gotHelp),
      treatedWithRespect: answerOf(said.treatedWithRespect),
      wouldReturn: answerOf(said.wouldReturn),
    };
    const answer = await act({ referralId: referral.id, ...words });
    if (!answer) return;
    const result = answer.recordHerWord;
    if (result.__typename !== 'Referral') {
      setRefused(result.message);
      return;
    }
    setRefused(null);
    toast(say('herWord.noted'));
    again();
  };
  return (
    <details>
      <summary>{say(herWord ? 'herWord.said' : 'herWord')}</summary>
      <form onSubmit={(event) => void save(event)}>
        <p class="hint">{say('herWord.hint')}</p>
        {trouble && <TroubleNotice trouble={trouble} />}
        {refused !== null && <Notice tone="care">{refused}</Notice>}
        {QUESTIONS.map((question) => (
          <Group label={say(`herWord.${question}`)} key={question}>
            <Chips<Said>
              single
              chosen={[said[question]]}
              choices={(['yes', 'no', 'unsaid'] as const).map((value) => ({ value, label: say(`said.${value}`) }))}
              onChange={([chosen = 'unsaid']) => setSaid({ ...said, [question]: chosen })}
            />
          </Group>
        ))}
        <Button type="submit" busy={busy}>
          {say('save')}
        </Button>
      </form>
    </details>
  );
}
