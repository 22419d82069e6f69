import { useInHand } from '../../in-hand.js';
import { go } from '../../router.js';
import { useWoman, type InHand } from '../../her/in-hand.js';

/** A draft that is there already, and is read to her and sent where referrals are. */
export interface DraftToGoOn {
  listingId: string;
  draftId: string;
  woman: InHand;
}

export function useGoOnWithDraft(): (draft: DraftToGoOn) => void {
  const [, take] = useWoman();
  const [, hold] = useInHand<unknown>('refer', null);
  return ({ listingId, draftId, woman }) => {
    take({ id: woman.id, code: woman.code });
    hold({ listingId, draftId });
    go(`/refer/${listingId}`);
  };
}
