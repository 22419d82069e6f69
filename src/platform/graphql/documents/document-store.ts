import { parse, type DocumentNode } from 'graphql';
import { hashOf, type RegisteredDocuments } from './registered-documents.js';

/** Documents of unregistered clients that are kept read; the largest of them takes about a megabyte. */
const MOST_KEPT = 100;
const HASH_LENGTH = 64;

/** What Apollo is given in place of a refused document: it always takes one before a plugin may refuse anything. Read already, since a refusal is to cost nothing. */
export const NOTHING = '{ __typename }';
const HASH_OF_NOTHING = hashOf(NOTHING);
const NOTHING_READ = parse(NOTHING);

/**
 * Where Apollo looks for a document before it reads and validates a text. Registered ones are here from the start and for good, so they are neither
 * read nor validated again; others (where any is executed) are kept once they were found valid, and the oldest is forgotten.
 */
export class DocumentStore {
  readonly #kept = new Map<string, DocumentNode>();

  constructor(
    private readonly registered: RegisteredDocuments,
    private readonly takesOthers: boolean,
  ) {}

  /** By a key that ends with the SHA-256 of the text: Apollo puts a prefix before it. */
  find(key: string): DocumentNode | undefined {
    const hash = key.slice(-HASH_LENGTH);
    if (hash === HASH_OF_NOTHING) return NOTHING_READ;
    return this.registered.get(hash)?.document ?? this.#kept.get(hash);
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.find(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    if (this.takesOthers) this.#keep(key.slice(-HASH_LENGTH), document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#kept.delete(key.slice(-HASH_LENGTH)));
  }

  #keep(hash: string, document: DocumentNode): void {
    this.#kept.set(hash, document);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
