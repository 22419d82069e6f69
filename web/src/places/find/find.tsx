import type { JSX } from 'preact';
import { EmptyState } from '../../parts/states.js';
import { Page } from '../../parts/page.js';
import { useWords } from '../../words/words.js';

export function Find(): JSX.Element {
  const say = useWords('find');
  return (
    <Page title={say('title')}>
      <EmptyState>{say('empty')}</EmptyState>
    </Page>
  );
}
