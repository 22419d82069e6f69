import type { JSX } from 'preact';
import { Page } from '../../parts/page.js';
import { Tabs } from '../../parts/tabs.js';
import { useAddress } from '../../router.js';
import { useWords } from '../../words/words.js';
import { Audit } from './audit.js';
import { ClockInDoubt } from './clock-in-doubt.js';
import { Imports } from './imports.js';
import { Organizations } from './organizations.js';
import { SealedPeriods } from './releases.js';
import { Review } from './review.js';
import { Staff } from './staff.js';
import { Verify } from './verify.js';

const VIEWS = {
  organizations: Organizations,
  staff: Staff,
  review: Review,
  verify: Verify,
  imports: Imports,
  releases: SealedPeriods,
  audit: Audit,
};
const NAMES = Object.keys(VIEWS) as (keyof typeof VIEWS)[];

/** What keeps the network going: who belongs to it, what its directory says, what is published of it. */
export function Network(): JSX.Element {
  const say = useWords('network');
  const { search } = useAddress();
  const current = NAMES.find((each) => each === search.get('view')) ?? 'organizations';
  const View = VIEWS[current];
  return (
    <Page title={say('title')}>
      <Tabs
        label={say('views')}
        current={current}
        tabs={NAMES.map((name) => ({ name, label: say(`view.${name}`) }))}
        hrefOf={(name) => `/network?view=${name}`}
      />
      <ClockInDoubt />
      <View />
    </Page>
  );
}
