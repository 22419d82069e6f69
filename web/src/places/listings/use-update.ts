import { useState } from 'preact/hooks';
import { ChangeOwn, ConfirmOwn } from '../../../generated/documents/listing-acts.js';
import type { OwnListingFragment, OwnListingRowFragment, UpdateListingInput } from '../../../generated/graphql.js';
import { acted } from '../../ask/acted.js';
import type { InputProblem, Trouble } from '../../ask/trouble.js';
import { useAct } from '../../ask/use-act.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';

export type OwnListing = OwnListingFragment;
export type OwnRow = OwnListingRowFragment;
export type Edit = Omit<UpdateListingInput, 'id' | 'version'>;

export interface Writing {
  busy: boolean;
  trouble: Trouble | null;
  problems: readonly InputProblem[];
  /** `someOnly`: she answers for some listings only, and opens no other. */
  refused: 'stale' | 'forbidden' | 'someOnly' | null;
}

/**
 * Changes parts of a listing, and says what is true at once and what the network looks at first. `before`, where it is given, is what stood there: said
 * with a way back, which asks nothing of the form that may be closed by then.
 */
export function useUpdate(listing: OwnRow): Writing & { save: (edit: Edit, before?: Edit) => Promise<boolean> } {
  const say = useWords('listings');
  const { act, busy, trouble, problems } = useAct(ChangeOwn);
  const [refused, setRefused] = useState<Writing['refused']>(null);
  const back = async (before: Edit, version: number): Promise<void> => {
    const answer = await act({ input: { ...before, id: listing.id, version } });
    toast(say(answer?.update.__typename === 'ListingUpdated' ? 'undone' : 'undone.not'));
    acted();
  };
  const save = async (edit: Edit, before?: Edit): Promise<boolean> => {
    setRefused(null);
    const answer = await act({ input: { ...edit, id: listing.id, version: listing.version } });
    if (!answer) return false;
    const { update } = answer;
    setRefused(refusalOf(update.__typename));
    if (update.__typename === 'ListingUpdated') {
      const { version } = update.listing;
      toast(say(update.inReview.length > 0 ? 'saved.review' : 'saved'), before && (() => void back(before, version)));
    }
    if (update.__typename !== 'InvalidInput') acted();
    return update.__typename === 'ListingUpdated';
  };
  return { save, busy, trouble, problems, refused };
}

/** "It is all still true." */
export function useConfirm(listing: OwnRow): Writing & { confirm: () => Promise<void> } {
  const say = useWords('listings');
  const { act, busy, trouble, problems } = useAct(ConfirmOwn);
  const [refused, setRefused] = useState<Writing['refused']>(null);
  const confirm = async (): Promise<void> => {
    setRefused(null);
    const answer = await act({ id: listing.id, version: listing.version });
    if (!answer) return;
    setRefused(refusalOf(answer.update.__typename));
    if (answer.update.__typename === 'ListingUpdated') toast(say('confirmed', { name: listing.name }));
    acted();
  };
  return { confirm, busy, trouble, problems, refused };
}

const refusalOf = (kind: string): Writing['refused'] =>
  kind === 'StaleListing' ? 'stale' : kind === 'Forbidden' ? 'forbidden' : null;
