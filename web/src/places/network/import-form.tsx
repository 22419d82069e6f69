import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { inReadersWords } from '../../ask/said.js';
import { Trouble, type AnsweredError, type InputProblem } from '../../ask/trouble.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { useWords } from '../../words/words.js';
import { Undone } from './problems.js';

interface Uploaded {
  data?: { id: string };
  errors?: AnsweredError[];
}

/** Files are too large for a question: they go as a form of their own. */
async function send(files: FileList, source: string, rehearsal: boolean): Promise<Uploaded> {
  const form = new FormData();
  form.append('source', source);
  form.append('rehearsal', String(rehearsal));
  for (const file of files) form.append('files', file, file.name);
  const response = await fetch('/imports', {
    method: 'POST',
    body: form,
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (response.status === 404) throw new Trouble('forbidden');
  return inReadersWords((await response.json()) as Uploaded);
}

export function ImportForm({ started }: { started: (id: string) => void }): JSX.Element {
  const say = useWords('network');
  const [files, setFiles] = useState<FileList | null>(null);
  const [source, setSource] = useState('');
  const [rehearsal, setRehearsal] = useState(true);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [problems, setProblems] = useState<readonly InputProblem[]>([]);
  const begin = async (): Promise<void> => {
    if (!files) return;
    setBusy(true);
    setTrouble(null);
    setProblems([]);
    try {
      const { data, errors } = await send(files, source.trim(), rehearsal);
      if (data) started(data.id);
      else if (errors?.[0]?.extensions?.problems) setProblems(errors[0].extensions.problems);
      else setTrouble(new Trouble('broken'));
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble(error instanceof TypeError ? 'offline' : 'broken'));
    }
    setBusy(false);
  };
  return (
    <Card title={say('imports.new')}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <Field label={say('imports.files')} hint={say('imports.files.hint')} path="files" problems={problems}>
          {(described) => (
            <input
              {...described}
              type="file"
              multiple
              required
              accept=".csv,.json,.jsonl,.ndjson"
              onChange={(event) => setFiles(event.currentTarget.files)}
            />
          )}
        </Field>
        <Field label={say('imports.source')} hint={say('imports.source.hint')} path="source" problems={problems}>
          {(described) => (
            <input
              {...described}
              required
              autocomplete="off"
              value={source}
              onInput={(event) => setSource(event.currentTarget.value)}
            />
          )}
        </Field>
        <label class="check">
          <input type="checkbox" checked={rehearsal} onChange={(event) => setRehearsal(event.currentTarget.checked)} />
          {say('imports.rehearse')}
        </label>
        <Undone acting={{ trouble, problems }} shown={['files', 'source']} />
        <div class="actions">
          <Button kind="main" type="submit" busy={busy}>
            {say(rehearsal ? 'imports.start.rehearsal' : 'imports.start')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
