import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { GraphQLError, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { rememberRefused } from '../operation-names.js';
import type { RequestContext } from '../request-context.js';
import { weigh } from '../limits/excess.js';
import { LIMITS } from '../limits/limits.js';
import { SingleFile, type Place } from '../limits/single-file.js';
import { Deadline, OutOfTime } from '../../deadline.js';
import { sessionTokenIn } from '../../http/session-token.js';
import { NOTHING, type DocumentStore } from './document-store.js';
import {
  checkRegisteredDocuments,
  documentsFromElsewhere,
  hashOf,
  type RegisteredDocuments,
} from './registered-documents.js';

const SHA256 = /^[0-9a-f]{64}$/;

export interface Admitting {
  registered: RegisteredDocuments;
  store: DocumentStore;
  /** Only what is registered is executed. */
  trusted: boolean;
  /** Where what is large or long waits for its turn. */
  file?: SingleFile;
}

/**
 * Before anything else looks at a document: where only registered documents are executed, any other is refused unread; and where any is, one that
 * asks too much is refused before validation, whose time can grow with the square of its length. A refused text never reaches Apollo's parser or validator:
 * there is no place to refuse it between them, so an empty one is put in its stead and the refusal is said as soon as a plugin may say one.
 */
export function admission({
  registered,
  store,
  trusted,
  file = new SingleFile(),
}: Admitting): ApolloServerPlugin<RequestContext> {
  let schema: GraphQLSchema;
  const judge = (request: GraphQLRequest, hash: string): Verdict => {
    const known = registered.get(hash);
    if (known) Object.assign(request, { query: known.text, extensions: {} });
    else if (trusted) return refused(notRegistered());
    const document = store.find(hash) ?? read(request.query);
    // What cannot be read once need not be read again.
    if (document instanceof GraphQLError) return refused(document);
    if (document === null) return { refusal: null, isLarge: false };
    const { excess, isLarge } = weigh(schema, document, request.variables ?? {});
    return excess ? refused(tooComplex(excess)) : { refusal: null, isLarge };
  };
  /** Whether its text will be read and validated, which is done once for what is valid. */
  const isRead = (hash: string): boolean => !trusted && store.find(hash) === undefined;
  return {
    serverWillStart(service) {
      schema = service.schema;
      checkRegisteredDocuments(documentsFromElsewhere(registered), schema);
      return Promise.resolve();
    },
    async requestDidStart({ request, contextValue }) {
      const hash = hashAskedFor(request);
      let place: Place | null = null;
      const comesIn = async (): Promise<void> => {
        // By the session: who she is becomes known only when the operation is worked out.
        const taken = (place = file.place(sessionTokenIn(contextValue.request.headers)));
        Deadline.whenOver(() => taken.leave());
        await taken.turn();
      };
      if (isRead(hash) && isLong(request)) await comesIn();
      const { refusal, isLarge } = Deadline.isOver ? refused(new OutOfTime()) : judge(request, hash);
      if (refusal) {
        rememberRefused(contextValue.request, hash);
        Object.assign(request, { query: NOTHING, variables: {}, extensions: {} });
      }
      return {
        async didResolveOperation() {
          if (refusal) throw refusal;
          if (!isLarge) place?.leave();
          else if (!place) await comesIn();
          Deadline.mustHold();
        },
        willSendResponse: () => Promise.resolve(place?.leave()),
      };
    },
  };
}

interface Verdict {
  refusal: Error | null;
  isLarge: boolean;
}

const refused = (refusal: Error): Verdict => ({ refusal, isLarge: false });

const isLong = ({ query }: GraphQLRequest): boolean => (query?.length ?? 0) > LIMITS.longText;

/**
 * The hash of what is asked for. A registered document may be named by its hash alone, as clients with persisted documents do; a text that comes too
 * is what counts. Nothing is ever registered by asking.
 */
function hashAskedFor(request: GraphQLRequest): string {
  if (request.query !== undefined) return hashOf(request.query);
  const { sha256Hash } = (request.extensions?.persistedQuery ?? {}) as { sha256Hash?: unknown };
  return typeof sha256Hash === 'string' && SHA256.test(sha256Hash) ? sha256Hash : '';
}

function read(text: string | undefined): DocumentNode | GraphQLError | null {
  // Apollo says itself that there is none.
  if (!text) return null;
  try {
    return parse(text, { maxTokens: LIMITS.tokens });
  } catch (error) {
    return unreadable(error);
  }
}

const unreadable = (error: unknown): GraphQLError => {
  const { message, source, positions } = error instanceof GraphQLError ? error : new GraphQLError('Syntax Error');
  const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } };
  return new GraphQLError(message, { source, positions, extensions });
};

const notRegistered = (): GraphQLError =>
  new GraphQLError('Only registered documents are executed here.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });

const tooComplex = (excess: string): GraphQLError =>
  new GraphQLError(`This asks for too much at once: ${excess}.`, {
    extensions: { code: 'TOO_COMPLEX', http: { status: 400 } },
  });
