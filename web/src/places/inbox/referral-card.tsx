import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../../parts/button.js';
import { useReader } from '../../reader.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import { numberOfPlace, Ring } from './ring.js';
import { dueOf, Standing } from './standing.js';
import { StepButton } from './steps-bar.js';
import { isOnBehalf, type Row } from './steps.js';

/** One of the list: for what, from whom, where it stands and what is due; the commonest answer without opening it. */
export function ReferralCard({ referral, onOpen }: { referral: Row; onOpen: () => void }): JSX.Element {
  const say = useWords('inbox');
  const id = useId();
  const { organization } = useReader();
  const { nameOf } = useTerms();
  const received = referral.to.id === organization?.id;
  const { code, services, from, to, listing, walkedBy, reason, outcome, allowedSteps } = referral;
  const isOurs = allowedSteps.includes('ACCEPT') && !isOnBehalf('ACCEPT', referral, organization?.id);
  return (
    <li>
      <article class="card" aria-labelledby={id}>
        <div>
          <h3 id={id}>
            {services.length > 0 ? services.map(nameOf).join(', ') : say('closedToYou')}{' '}
            <span class="code ltr">{referral.client?.code ?? code}</span>
          </h3>
          <p class="small">
            {[
              received ? say('from', { name: from.name }) : say('to', { name: listing?.name ?? to.name }),
              received && listing ? say('for', { name: listing.name }) : null,
              walkedBy ? say('walkedBy', { name: walkedBy.displayName }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Standing referral={referral} />
        {reason && <p>{reason.name}</p>}
        {outcome && <p>{say(`outcome.${outcome}`)}</p>}
        {dueOf(referral, say).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {!received && <Ring referral={referral} number={numberOfPlace(referral)} />}
        <div class="actions">
          {isOurs && <StepButton step="ACCEPT" referral={referral} main />}
          <Button onClick={onOpen} label={say('step.of', { step: say('open'), code })}>
            {say('open')}
          </Button>
        </div>
      </article>
    </li>
  );
}
