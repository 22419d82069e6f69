import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ResolveVerification, ToVerify } from '../../../generated/documents/network-listings.js';
import type { Answer, ToVerifyQuery, VerificationResult } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { Pager } from '../../parts/more.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';
import { usePages } from './use-pages.js';

type Task = ToVerifyQuery['verificationTasks']['edges'][number]['node'];
const RESULTS: readonly VerificationResult[] = ['CONFIRMED', 'CHANGED', 'NO_ANSWER', 'ASKED_NOT_TO_BE_LISTED'];
const ANSWERS: readonly Answer[] = ['YES', 'NO', 'DEPENDS', 'UNKNOWN'];

/** What the directory says and may be true no longer: somebody rings and asks. */
export function Verify(): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(ToVerify, { ...pages });
  return (
    <Whole asked={asked}>
      {({ verificationTasks: { edges, totalCount, pageInfo } }) => (
        <>
          {edges.length === 0 && <EmptyState>{say('verify.none')}</EmptyState>}
          {edges.length > 0 && <p role="status">{say('verify.count', { count: totalCount })}</p>}
          {edges.map(({ node }) => (
            <OneTask key={node.id} task={node} again={asked.again} />
          ))}
          <Pager busy={asked.busy} {...pager(pageInfo)} />
        </>
      )}
    </Whole>
  );
}

function OneTask({ task, again }: { task: Task; again: () => void }): JSX.Element {
  const say = useWords('network');
  const { nameOf } = useTerms();
  const { listing, code } = task;
  const [result, setResult] = useState<VerificationResult>('CONFIRMED');
  const [answer, setAnswer] = useState<Answer>('UNKNOWN');
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const acting = useAct(ResolveVerification);
  const resolve = async (): Promise<void> => {
    const done = await acting.act((key) => ({
      input: { id: task.id, result, answer: result === 'CHANGED' ? answer : null, note: note.trim() || null, key },
    }));
    const refusal = refusedOf(done);
    setRefused(refusal);
    if (!done || refusal) return;
    toast(say('saved'));
    again();
  };
  return (
    <Card title={listing.name}>
      <p class="row">
        {listing.phones.length === 0 && <span>{say('verify.noPhone')}</span>}
        {listing.phones.map(({ number, extension, description }) => (
          <span key={number}>
            <a class="button ltr" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
              {number}
            </a>{' '}
            {[extension && say('extension', { number: extension }), description].filter(Boolean).join(' · ')}
          </span>
        ))}
      </p>
      <p>
        <strong>{nameOf(code)}</strong> {say('verify.says', { answer: say(`answer.${task.answer}`) })}
      </p>
      <p class="small">
        {[
          listing.organization.name,
          say(`cause.${task.cause}`),
          say(task.overdue ? 'verify.overdue' : 'verify.due', { when: dayOf(task.dueAt) }),
          task.tries > 0 && say('verify.tries', { count: task.tries }),
          task.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Group label={say('verify.result')}>
        <Chips
          single
          choices={RESULTS.map((value) => ({ value, label: say(`result.${value}`) }))}
          chosen={[result]}
          onChange={([chosen]) => setResult(chosen ?? 'CONFIRMED')}
        />
      </Group>
      {result === 'CHANGED' && (
        <Group label={say('verify.answer')}>
          <Chips
            single
            choices={ANSWERS.map((value) => ({ value, label: say(`answer.${value}`) }))}
            chosen={[answer]}
            onChange={([chosen]) => setAnswer(chosen ?? 'UNKNOWN')}
          />
        </Group>
      )}
      <Field label={say('note')} optional path="input.note" problems={acting.problems}>
        {(described) => <input {...described} value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      <Undone acting={acting} result={refused} shown={['input.note']} />
      <div class="actions">
        <Button
          kind="main"
          busy={acting.busy}
          label={say('verify.save.of', { name: listing.name })}
          onClick={() => void resolve()}
        >
          {say('verify.save')}
        </Button>
      </div>
    </Card>
  );
}
