import { useInHand } from '../in-hand.js';

/** The woman in hand, shared by Record, Search and Referral. */
export interface InHand {
  id: string;
  code: string;
}

export const useWoman = () => useInHand<InHand | null>('woman', null);

/** Why who is not her worker looks; said once, and given again with every look at her record. */
export const usePurpose = () => useInHand<string | null>('woman.purpose', null);
