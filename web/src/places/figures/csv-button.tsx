import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReleasedCsv } from '../../../generated/documents/figures.js';
import { ask } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { Button } from '../../parts/button.js';
import { saveTable } from '../../parts/save-file.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';

/** Takes the table along, the note in its last line. */
export function CsvButton({ release, period, cube }: { release: string; period: string; cube: string }): JSX.Element {
  const say = useWords('figures');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      saveTable((await ask(ReleasedCsv, { release, cube })).statisticsCsv, `table-${period.toLowerCase()}`);
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble('broken'));
    }
    setBusy(false);
  };
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div class="actions">
        <Button busy={busy} onClick={() => void take()}>
          {say('csv')}
        </Button>
      </div>
    </>
  );
}
