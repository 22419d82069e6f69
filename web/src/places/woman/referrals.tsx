import type { JSX } from 'preact';
import type { WomanReferralFragment } from '../../../generated/graphql.js';
import { EmptyState } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { OneReferral } from './one-referral.js';
import type { InRecord } from './in-record.js';

/** Something can still be done; a try that came to nothing and has nothing in its place goes on too: at another place. */
export const goesOn = ({ allowedSteps, status, replacedBy }: WomanReferralFragment): boolean =>
  status !== 'ENTERED_IN_ERROR' &&
  (allowedSteps.some((step) => step !== 'CORRECT') || (!replacedBy && (status === 'DECLINED' || status === 'EXPIRED')));

export function Referrals({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const all = record.her.referrals.edges.map(({ node }) => node);
  if (all.length === 0)
    return (
      <EmptyState>
        <p>{say('referrals.empty')}</p>
        <a href="/find">{say('search')}</a>
      </EmptyState>
    );
  const open = all.filter(goesOn);
  const over = all.filter((referral) => !goesOn(referral));
  return (
    <>
      <ul class="cards">
        {open.map((referral) => (
          <li key={referral.id}>
            <OneReferral referral={referral} record={record} />
          </li>
        ))}
      </ul>
      {over.length > 0 && (
        <section class="stack">
          <h2>{say('referrals.over')}</h2>
          <ul class="cards">
            {over.map((referral) => (
              <li key={referral.id}>
                <OneReferral referral={referral} record={record} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
