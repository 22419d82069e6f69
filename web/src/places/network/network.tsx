import type { JSX } from 'preact';
import { EmptyState } from '../../parts/states.js';
import { Page } from '../../parts/page.js';
import { useWords } from '../../words/words.js';

export function Network(): JSX.Element {
  const say = useWords('network');
  return (
    <Page title={say('title')}>
      <EmptyState>{say('empty')}</EmptyState>
    </Page>
  );
}
