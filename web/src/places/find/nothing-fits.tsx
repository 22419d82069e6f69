import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CountPlaces } from '../../../generated/documents/find.js';
import { ask } from '../../ask/ask.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { useTerms } from '../../terms/use-terms.js';
import { useReader } from '../../reader.js';
import { useWords } from '../../words/words.js';
import { oneLess, whereOf, type Given, type HerNeeds, type Needs } from './needs.js';

interface NothingProps {
  needs: Needs;
  hers: HerNeeds;
  forClientId: string | null;
  onTake: (needs: Needs, hers: HerNeeds) => void;
}

interface Counted extends Given {
  matches: number;
  toCall: number;
}

/** Nothing fits: what would have to give, and how much each would bring. Never a dead end. */
export function NothingFits({ needs, hers, forClientId, onTake }: NothingProps): JSX.Element {
  const say = useWords('find');
  const { nameOf } = useTerms();
  const { roles } = useReader();
  const counted = useCounted(needs, hers, forClientId);
  const useful = counted?.filter(({ matches, toCall }) => matches + toCall > 0) ?? [];
  return (
    <Notice tone="care">
      <h2>{say('nothing')}</h2>
      {counted === null && <p>{say('nothing.looking')}</p>}
      {useful.length > 0 && <p>{say('nothing.give')}</p>}
      <div class="stack">
        {useful.map((given) => (
          <Button key={given.what} onClick={() => onTake(given.needs, given.hers)}>
            {say('nothing.without', {
              what: nameOfGiven(given.what, say, nameOf),
              places: say('found', { count: given.matches }),
              call: say('toCall', { count: given.toCall }),
            })}
          </Button>
        ))}
      </div>
      {counted !== null && useful.length === 0 && <p>{say('nothing.evenThen')}</p>}
      {roles.includes('CASEWORKER') && <p class="small">{say('nothing.noted')}</p>}
    </Notice>
  );
}

function nameOfGiven(what: string, say: ReturnType<typeof useWords<'find'>>, nameOf: (code: string) => string): string {
  if (what.startsWith('must.')) return nameOf(what.slice('must.'.length));
  const words = {
    open: 'openNow',
    free: 'placesFree',
    women: 'womenOnlyHours',
    near: 'where',
    children: 'children.ages',
    languages: 'languages',
    age: 'age',
  } as const;
  const key = words[what as keyof typeof words] as (typeof words)[keyof typeof words] | undefined;
  return key ? say(key) : what;
}

function useCounted(needs: Needs, hers: HerNeeds, forClientId: string | null): Counted[] | null {
  const [counted, setCounted] = useState<Counted[] | null>(null);
  const asked = JSON.stringify([needs, hers]);
  useEffect(() => {
    const leaving = new AbortController();
    setCounted(null);
    void Promise.all(oneLess(needs, hers).map((given) => count(given, forClientId, leaving.signal))).then((all) => {
      if (!leaving.signal.aborted)
        setCounted(
          all
            .filter((each) => each !== null)
            .sort((one, other) => other.matches - one.matches || other.toCall - one.toCall),
        );
    });
    return () => leaving.abort();
  }, [asked, forClientId]);
  return counted;
}

async function count(given: Given, forClientId: string | null, signal: AbortSignal): Promise<Counted | null> {
  try {
    const { findListings } = await ask(CountPlaces, { where: whereOf(given.needs, given.hers), forClientId }, signal);
    return { ...given, matches: findListings.matches.totalCount, toCall: findListings.callFirst.totalCount };
  } catch {
    return null;
  }
}
