import type { OwnListing } from './use-update.js';

export interface FormProps {
  listing: OwnListing;
  mayWrite: boolean;
  onSaved: () => void;
}
