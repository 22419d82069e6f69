/**
 * How much one request may ask for. All of these numbers stand here and nowhere else. Each is well above what the largest document of a client of
 * ours needs, and small enough that the worst document within all of them is answered in the time of a few ordinary ones (`npm run bench -- hostile`).
 */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 64 * 1024,
  /** Words and signs of a document; counted while it is read, so a longer one is not read to its end. */
  tokens: 4000,
  /** Fields within fields, fragments followed. The deepest registered one has seven. */
  depth: 15,
  /** Operations side by side in one document, each with work of its own behind it. */
  rootFields: 40,
  /** Fields under another name: what makes one request a hundred guesses. */
  aliases: 40,
  /** Directives at one place: there are two that fit, `@include` and `@skip`. */
  directivesAtOnePlace: 2,
  /** Directives in the whole document. */
  directives: 50,
  /** The same field again in one pair of braces. It is never needed; a document put together from parts has a few. */
  repeats: 20,
  /** Uses of fragments. Comparing each with each is what makes validation quadratic. */
  spreads: 100,
  /** Fields when all fragments are written out. */
  fields: 800,
  /** Values in one list, of a variable or in the document; the inputs themselves take 100 and say so at their path. */
  list: 200,
  /** Lists and objects within each other, in variables. */
  valueDepth: 16,
  /** Mistakes that are told of one document: putting one into words takes longer than finding it. */
  mistakes: 3,
  /** And of its variables. */
  mistakesInVariables: 20,
  /** Entries of one page. */
  page: 100,
  /** Fields that the answer could have, see cost.ts. */
  cost: 20_000,
  /** What costs more than this is answered one at a time, see single-file.ts. A search for a woman costs two thirds of it. */
  large: 8_000,
  /**
   * Characters of a document that is not known yet. Reading and validating a longer one may hold everybody up for longer than answering it: it waits for
   * its turn among what is large, until it is found valid and therefore known.
   */
  longText: 500,
  /** Milliseconds after which an operation is stopped and answered. */
  deadlineMillis: 10_000,
} as const;

/** `complexity` of operations whose work does not show in their answer, in fields of an ordinary one. */
export const WEIGHT = {
  /** Looks at every row of a kind: four of them in one document, and not five. */
  heavy: 4000,
  /** Walks through all there is: one in a document. */
  heaviest: 15_000,
} as const;
