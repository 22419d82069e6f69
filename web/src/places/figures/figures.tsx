import type { JSX } from 'preact';
import { EmptyState } from '../../parts/states.js';
import { Page } from '../../parts/page.js';
import { useWords } from '../../words/words.js';

export function Figures(): JSX.Element {
  const say = useWords('figures');
  return (
    <Page title={say('title')}>
      <EmptyState>{say('empty')}</EmptyState>
    </Page>
  );
}
