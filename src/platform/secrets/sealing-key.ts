import { seal, unseal } from './sealed-box.js';

/** A key that seals and opens, and shows itself to nobody. */
export class SealingKey {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** `boundTo` names the row and field: sealed text that is moved elsewhere does not open. */
  seal(value: unknown, boundTo: string): string {
    return seal(this.#key, Buffer.from(JSON.stringify(value), 'utf8'), boundTo);
  }

  open<T>(sealed: string, boundTo: string): T {
    return JSON.parse(unseal(this.#key, sealed, boundTo).toString('utf8')) as T;
  }
}
