import type { JSX } from 'preact';
import { useWords } from '../../words/words.js';
import type { Row } from './steps.js';
import { waitsForAnswer } from './steps.js';

export const telephone = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

/** The number of the place she is sent to: by night the one for the night. */
export const numberOfPlace = ({ listing }: Row): string | null =>
  listing?.howToRefer.nightPhone ?? listing?.phones[0]?.number ?? null;

/** What cannot wait is not left to a page: the phone stands first. */
export function Ring({ referral, number }: { referral: Row; number: string | null }): JSX.Element | null {
  const say = useWords('inbox');
  if (!number || referral.urgency !== 'NOW' || !waitsForAnswer(referral)) return null;
  return (
    <p>
      <a class="button button-main" href={telephone(number)}>
        {say('ring')} <span class="ltr">{number}</span>
      </a>
    </p>
  );
}
