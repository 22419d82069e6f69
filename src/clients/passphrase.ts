import { invalidAt } from '../platform/graphql/index.js';
import type { MasterKey } from '../platform/secrets/index.js';

const SHORTEST = 12;

/** A keyed hash of her words, as they are heard: case, accents' spelling and spaces do not matter. Another organization's are other hashes. */
export function passphraseHash(master: MasterKey, organizationId: string, words: string): string {
  const heard = words.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  if (heard.length < SHORTEST)
    throw invalidAt('passphrase', `Choose at least ${SHORTEST} letters, best three or four words.`);
  return master.keyedHash('passphrase', `${organizationId}\n${heard}`);
}
