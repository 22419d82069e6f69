import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FindPlaces } from '../../../generated/documents/find.js';
import { useAsk } from '../../ask/use-ask.js';
import { useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Loading, TroubleNotice } from '../../parts/states.js';
import { useReader } from '../../reader.js';
import { go, useAddress } from '../../router.js';
import { useLanguage, useWords } from '../../words/words.js';
import { agoOf } from '../../words/when.js';
import { AskSeveral, OpenQuestionList } from './ask-several.js';
import { keepResults, lastResults } from './last-results.js';
import { addressOf, looksForSomething, needsIn, NOTHING_OF_HER, whereOf, type HerNeeds, type Needs } from './needs.js';
import { NeedsForm } from './needs-form.js';
import { NothingFits } from './nothing-fits.js';
import { Results } from './results.js';
import { TimeWindows } from './time-windows.js';

/** Finding a place for her, tonight or for later. */
export function Find(): JSX.Element {
  const say = useWords('find');
  const { roles } = useReader();
  const needs = needsIn(useAddress().search);
  const [hers, setHers] = useInHand<HerNeeds>('find.hers', NOTHING_OF_HER);
  const [woman, setWoman] = useInHand<{ id: string; code: string } | null>('woman', null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [asked, setAsked] = useState(0);
  const isWorker = roles.includes('CASEWORKER');
  return (
    <Page title={say('title')}>
      {woman && isWorker && (
        <Notice>
          <p>
            {say('forHer')} <span class="code ltr">{woman.code}</span>
          </p>
          <Button kind="quiet" onClick={() => setWoman(undefined)}>
            {say('forNobody')}
          </Button>
        </Notice>
      )}
      {isWorker && <OpenQuestionList round={asked} />}
      <NeedsForm needs={needs} hers={hers} onNeeds={(next) => go(addressOf(next))} onHers={setHers} />
      <TimeWindows services={needs.services} />
      {isWorker && (
        <AskSeveral
          ids={chosen}
          needs={needs}
          hers={hers}
          onAsked={() => {
            setChosen([]);
            setAsked(asked + 1);
          }}
        />
      )}
      <Found
        needs={needs}
        hers={hers}
        forClientId={isWorker ? (woman?.id ?? null) : null}
        chosen={isWorker ? chosen : null}
        onChosen={setChosen}
        onTake={(next, nextOfHer) => {
          setHers(nextOfHer);
          go(addressOf(next));
        }}
      />
    </Page>
  );
}

interface FoundProps {
  needs: Needs;
  hers: HerNeeds;
  forClientId: string | null;
  chosen: readonly string[] | null;
  onChosen: (ids: string[]) => void;
  onTake: (needs: Needs, hers: HerNeeds) => void;
}

function Found({ needs, hers, forClientId, chosen, onChosen, onTake }: FoundProps): JSX.Element {
  const say = useWords('find');
  const language = useLanguage();
  const wanted = looksForSomething(needs);
  const variables = { where: whereOf(needs, hers), forClientId, language };
  const { answer, trouble, busy, slow, again } = useAsk(FindPlaces, wanted ? variables : null);
  useEffect(() => {
    if (answer) keepResults(answer);
  }, [answer]);
  if (!wanted) return <EmptyState>{say('empty')}</EmptyState>;
  if (trouble?.kind === 'offline' && !answer) return <OfflineResults again={again} />;
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} again={again} />}
      {!answer && busy && <Loading slow={slow} />}
      {answer && answer.findListings.matches.totalCount === 0 && (
        <NothingFits needs={needs} hers={hers} forClientId={forClientId} onTake={onTake} />
      )}
      {answer && (
        <Results
          key={JSON.stringify(variables)}
          answer={answer}
          variables={variables}
          must={needs.must}
          services={needs.services}
          chosen={chosen}
          onChosen={onChosen}
        />
      )}
    </>
  );
}

/** No connection: what was found last can still be read. Nobody can be referred or asked from it. */
function OfflineResults({ again }: { again: () => void }): JSX.Element {
  const say = useWords('find');
  const last = lastResults();
  return (
    <>
      <Notice tone="care" alert>
        <p>{say('offline')}</p>
        {last && <p>{say('offline.last', { when: agoOf(last.at) })}</p>}
        <Button onClick={again}>{say('offline.again')}</Button>
      </Notice>
      {last ? (
        <Results
          answer={last.answer}
          variables={{ where: {} }}
          must={[]}
          services={[]}
          chosen={null}
          onChosen={() => undefined}
        />
      ) : (
        <EmptyState>{say('offline.nothing')}</EmptyState>
      )}
    </>
  );
}
