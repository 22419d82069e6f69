/** A document of ours, known to the server by the SHA-256 of its text. Made by scripts/page-documents.mjs from the .graphql files. */
export interface Asking<Answer, Variables> {
  readonly name: string;
  /** A mutation: it is not asked a second time unless it carries a key. */
  readonly writes: boolean;
  readonly hash: string;
  /** Only for the compiler. */
  readonly types?: (variables: Variables) => Answer;
}
