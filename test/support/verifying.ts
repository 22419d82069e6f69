import type { TestApp } from './app.js';

export const VERIFIER = 'administrator@network.example';

export interface Task {
  id: string;
  listing: { id: string };
  code: string;
  answer: string;
  cause: string;
  openedAt: string;
  dueAt: string;
  overdue: boolean;
  tries: number;
  result: string | null;
  note: string | null;
  resolvedAt: string | null;
}
type Resolved = { __typename: string; problems?: { path: string }[] } & Partial<Task>;

const TASK = 'id listing { id } code answer cause openedAt dueAt overdue tries result note resolvedAt';

/** What the network's verifiers do, through the front door. */
export const verifying = (app: TestApp) => {
  const tasks = async (listingId: string, open = true): Promise<Task[]> => {
    const document = `query ($open: Boolean) { verificationTasks(open: $open, first: 100) { edges { node { ${TASK} } } } }`;
    const { data } = await app.as(VERIFIER)(document, { open });
    const nodes = (data.verificationTasks.edges as { node: Task }[]).map(({ node }) => node);
    return nodes.filter(({ listing }) => listing.id === listingId);
  };
  const resolve = async (id: string, result: string, also: object = {}): Promise<Resolved> => {
    const document = `mutation ($input: ResolveVerificationInput!) { resolveVerification(input: $input) {
      __typename ... on VerificationTask { ${TASK} } ... on InvalidInput { problems { path } } } }`;
    return (await app.as(VERIFIER)(document, { input: { id, result, ...also } })).data.resolveVerification as Resolved;
  };
  /** Of all that is open about a listing. */
  const resolveAll = async (listingId: string, result: string, also?: object): Promise<void> => {
    for (const { id } of await tasks(listingId)) await resolve(id, result, also);
  };
  return { tasks, resolve, resolveAll };
};
