import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanStartPlan } from '../../../generated/documents/plans.js';
import type { WomanPlansQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Field, problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';

/** From a template, and the day that it hangs on as it is expected now. */
export function StartPlan({
  clientId,
  templates,
  again,
}: {
  clientId: string;
  templates: WomanPlansQuery['planTemplates'];
  again: () => void;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(WomanStartPlan);
  const [typed, setTyped] = useState({ templateCode: '', date: '' });
  const [refused, setRefused] = useState<string | null>(null);
  const template = templates.find(({ code }) => code === typed.templateCode);
  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!template) {
      setRefused(say('choose'));
      return;
    }
    const date = typed.date || null;
    const answer = await act((key) => ({ input: { clientId, templateCode: template.code, date, key } }));
    const result = answer?.startPlan;
    if (!result || result.__typename === 'InvalidInput') {
      setRefused(null);
      return;
    }
    if (result.__typename === 'Forbidden') {
      setRefused(result.message);
      return;
    }
    setRefused(null);
    setTyped({ templateCode: '', date: '' });
    again();
  };
  return (
    <details class="card">
      <summary>{say('plan.start')}</summary>
      <form onSubmit={(event) => void start(event)} noValidate>
        {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
        {problemsElsewhere(problems, ['input.date', 'input.templateCode']).map((message) => (
          <Notice tone="bad" alert key={message}>
            {message}
          </Notice>
        ))}
        <Field label={say('plan.template')} path="input.templateCode" problems={problems} error={refused}>
          {(described) => (
            <select
              {...described}
              value={typed.templateCode}
              onChange={(event) => setTyped({ ...typed, templateCode: event.currentTarget.value })}
            >
              <option value="">{say('choose')}</option>
              {templates.map(({ code, name }) => (
                <option value={code} key={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {template && (
          <Field
            label={say(`plan.date.${template.dateIs}`)}
            path="input.date"
            problems={problems}
            optional={template.dateIs === 'DUE_MONTH'}
          >
            {(described) => (
              <input
                {...described}
                type="date"
                value={typed.date}
                onInput={(event) => setTyped({ ...typed, date: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        <Button type="submit" busy={busy}>
          {say('plan.start.action')}
        </Button>
      </form>
    </details>
  );
}
