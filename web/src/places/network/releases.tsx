import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { NetworkReleases, SealingProgress, SealRelease } from '../../../generated/documents/network-releases.js';
import type { NetworkReleasesQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Progress } from '../../parts/bars.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { toast } from '../../parts/toast.js';
import { dayOf, numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { AskOfTwo } from './ask-of-two.js';
import { Decisions } from './decisions.js';
import { ParametersForm } from './parameters-form.js';
import { refusedOf, Undone } from './problems.js';

const POLL_MILLIS = 1_000;

/** Periods whose figures are published: sealed once, and for ever. */
export function SealedPeriods(): JSX.Element {
  const say = useWords('network');
  const asked = useAsk(NetworkReleases, {});
  return (
    <Whole asked={asked}>
      {({ releases, releaseParameters, releaseDecisions }) => (
        <>
          <Seal releases={releases} cap={releaseParameters.cap} again={asked.again} />
          <Decisions decisions={releaseDecisions} releases={releases} again={asked.again} />
          {releases.length === 0 ? (
            <EmptyState>{say('releases.none')}</EmptyState>
          ) : (
            <Table
              caption={say('releases')}
              rows={releases}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: say('period'),
                  cell: ({ period, replacedById }) =>
                    replacedById ? `${period} · ${say('releases.replaced')}` : period,
                },
                { head: say('releases.edition'), number: true, cell: ({ edition }) => edition },
                { head: say('releases.sealed'), cell: ({ sealedAt }) => dayOf(sealedAt) },
                { head: say('releases.rho'), number: true, cell: ({ rho }) => numberOf(rho) },
                { head: say('releases.size'), cell: ({ size }) => say(`size.${size}`) },
              ]}
            />
          )}
          <AskOfTwo releases={releases} again={asked.again} />
          <ParametersForm key={JSON.stringify(releaseParameters)} now={releaseParameters} again={asked.again} />
        </>
      )}
    </Whole>
  );
}

type Answer = NetworkReleasesQuery;

/** Those that are over and not sealed; the server knows when each may be. */
function periodsToSeal(sealed: Answer['releases'], now = new Date()): string[] {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const quarters = Array.from({ length: 8 }, (_, n) => {
    const day = new Date(Date.UTC(year, month - 3 * (n + 1), 1));
    return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
  });
  const halves = Array.from({ length: 4 }, (_, n) => {
    const day = new Date(Date.UTC(year, month - 6 * (n + 1), 1));
    return `${day.getUTCFullYear()}-H${day.getUTCMonth() < 6 ? 1 : 2}`;
  });
  const years = [1, 2].map((n) => String(year - n));
  return [...quarters, ...halves, ...years].filter((code) => !sealed.some(({ period }) => period === code));
}

interface SealProps {
  releases: Answer['releases'];
  /** Of the ledger: what would pass it is not sealed. */
  cap: number;
  again: () => void;
}

function Seal({ releases, cap, again }: SealProps): JSX.Element {
  const say = useWords('network');
  const periods = periodsToSeal(releases);
  const [chosen, setChosen] = useState('');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const acting = useAct(SealRelease);
  const period = periods.includes(chosen) ? chosen : (periods[0] ?? '');
  const seal = async (): Promise<void> => {
    setAsking(false);
    const answer = await acting.act({ period });
    const refusal = refusedOf(answer);
    setRefused(refusal);
    if (!answer || refusal) return;
    toast(say('seal.done', { period }));
    again();
  };
  return (
    <Card title={say('seal')}>
      <p class="hint">{say('seal.hint')}</p>
      <p>{say('seal.cap', { cap: numberOf(cap) })}</p>
      <Field label={say('period')} path="period" problems={acting.problems}>
        {(described) => (
          <select {...described} value={period} onChange={(event) => setChosen(event.currentTarget.value)}>
            {periods.map((code) => (
              <option value={code} key={code}>
                {code}
              </option>
            ))}
          </select>
        )}
      </Field>
      {acting.busy && <Sealing />}
      <Undone acting={acting} result={refused} shown={['period']} />
      <div class="actions">
        <Button kind="main" busy={acting.busy} onClick={() => setAsking(true)}>
          {say('seal')}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={say('seal.question', { period })}
        action={say('seal')}
        onOpen={() => {
          acting.clear();
          setRefused(null);
        }}
        onConfirm={() => void seal()}
        onClose={() => setAsking(false)}
      >
        <p>{say('seal.text')}</p>
      </Confirm>
    </Card>
  );
}

/** How far the server has come with it. */
function Sealing(): JSX.Element {
  const say = useWords('network');
  const { answer, again } = useAsk(SealingProgress, {});
  useEffect(() => {
    const timer = setInterval(again, POLL_MILLIS);
    return () => clearInterval(timer);
  }, [again]);
  const progress = answer?.releaseProgress;
  return (
    <Progress
      label={progress ? say(`stage.${progress.stage}`) : say('seal.busy')}
      {...(progress && { value: progress.percent })}
    />
  );
}
