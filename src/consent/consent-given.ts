import type { SealingKey } from '../platform/secrets/index.js';
import type { ConsentRow } from './consent.entity.js';
import type { SharedFieldValue } from './consent-terms.js';

const MADE_HERE = Symbol('made by consent/');

/**
 * Proof that a woman agreed: one receiver, named fields, now. Only `consent/` can make one, so whatever asks for it as a parameter cannot
 * be called without her consent. It carries the key under which what she agreed to is sealed.
 */
export class ConsentGiven {
  readonly consentId: string;
  readonly clientId: string;
  readonly receiverId: string;
  readonly listingId: string | null;
  readonly fields: ReadonlySet<SharedFieldValue>;

  constructor(
    row: ConsentRow,
    readonly key: SealingKey,
    made: typeof MADE_HERE,
  ) {
    if (made !== MADE_HERE) throw new Error('a consent is given by a woman, not made up');
    this.consentId = row.id;
    this.clientId = row.clientId;
    this.receiverId = row.receiverId;
    this.listingId = row.listingId;
    this.fields = new Set(row.fields);
  }

  covers(fields: readonly SharedFieldValue[]): boolean {
    return fields.every((field) => this.fields.has(field));
  }
}

/** For this folder alone: the front door does not hand it out. */
export const proveConsent = (row: ConsentRow, key: SealingKey): ConsentGiven => new ConsentGiven(row, key, MADE_HERE);
