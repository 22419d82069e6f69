import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CompletionCsv } from '../../../generated/documents/completion.js';
import { ask } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { Button } from '../../parts/button.js';
import { saveTable } from '../../parts/save-file.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { AuditTable, Question } from './question.js';

/** Takes one table along. */
export function CsvButton({
  question,
  table,
  name,
}: {
  question: Question;
  table: AuditTable;
  name: string;
}): JSX.Element {
  const say = useWords('completion');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const { direction, period } = question;
    try {
      const answer = await ask(CompletionCsv, { direction, table, from: period.from, to: period.to });
      saveTable(answer.completionAuditCsv, `table-${period.code}`);
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble('broken'));
    }
    setBusy(false);
  };
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div class="actions">
        <Button busy={busy} label={say('csv.label', { table: name })} onClick={() => void take()}>
          {say('csv')}
        </Button>
      </div>
    </>
  );
}
