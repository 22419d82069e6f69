/** Why there is no answer, in kinds that a page has words for (words/…/shell.json, `trouble.…`). */
export type TroubleKind =
  | 'session-ended'
  | 'enrol-first'
  | 'forbidden'
  | 'bad-input'
  | 'too-many'
  | 'too-complex'
  | 'offline'
  | 'slow'
  | 'outdated'
  | 'broken';

export interface InputProblem {
  path: string;
  /** In the reader's language (said.ts). */
  message: string;
}

export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    /** The server's own words, in English, for who looks for a mistake: pages say the kind. */
    message = '',
    readonly problems: readonly InputProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
    /** To look up in the server's log. */
    readonly id: string | null = null,
  ) {
    super(message);
  }
}

export interface AnsweredError {
  message: string;
  extensions?: {
    code?: string;
    problems?: InputProblem[];
    retryAfterSeconds?: number | null;
    id?: string;
  };
}

const KINDS: Record<string, TroubleKind> = {
  UNAUTHENTICATED: 'session-ended',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'bad-input',
  TOO_MANY_REQUESTS: 'too-many',
  TOO_COMPLEX: 'too-complex',
};

export function troubleOf({ message, extensions = {} }: AnsweredError): Trouble {
  const { code = '', problems = [], retryAfterSeconds = null, id = null } = extensions;
  if (problems.some(({ path }) => path === 'enrolSecondFactor')) return new Trouble('enrol-first', message);
  // The server no longer knows what these pages ask: it was renewed under them.
  if (message === 'Only registered documents are executed here.' || code === 'BAD_REQUEST')
    return new Trouble('outdated');
  return new Trouble(KINDS[code] ?? 'broken', message, problems, retryAfterSeconds, id);
}
