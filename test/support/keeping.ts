import type { Ask } from './app.js';

const ANSWER = `__typename
  ... on ListingUpdated { inReview listing { id version status } }
  ... on StaleListing { message current { id version name cost } }
  ... on InvalidInput { message problems { path message } }
  ... on Forbidden { message }`;

/** What came of writing a listing. */
export interface Kept {
  __typename: 'ListingUpdated' | 'StaleListing' | 'InvalidInput' | 'Forbidden';
  inReview?: string[];
  listing?: { id: string; version: number; status: string };
  current?: { id: string; version: number; name: string; cost: string | null };
  message?: string;
  problems?: { path: string; message: string }[];
}

const paths = ({ problems = [] }: Kept): string[] => problems.map(({ path }) => path);

/** Somebody who keeps listings true, as she does it over HTTP. */
export const keeping = (ask: Ask) => {
  const write = async (operation: string, document: string, variables: object): Promise<Kept> => {
    const { data, errors } = await ask(document, { ...variables });
    if (errors) throw new Error(`${operation} was refused: ${JSON.stringify(errors)}`);
    return data[operation] as Kept;
  };
  const version = async (id: string): Promise<number> =>
    (await ask('query ($id: ID!) { listing(id: $id) { version } }', { id })).data.listing.version as number;
  const update = (input: object) =>
    write('updateListing', `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { ${ANSWER} } }`, {
      input,
    });
  return {
    version,
    update,
    create: (input: object) =>
      write('createListing', `mutation ($input: CreateListingInput!) { createListing(input: $input) { ${ANSWER} } }`, {
        input,
      }),
    /** On top of whatever stands there. */
    say: async (id: string, said: object) => update({ id, version: await version(id), ...said }),
    confirm: (id: string, at: number) =>
      write(
        'confirmListing',
        `mutation ($id: ID!, $at: Int!) { confirmListing(id: $id, version: $at) { ${ANSWER} } }`,
        { id, at },
      ),
    decide: (id: string, accept: boolean, note?: string) =>
      write(
        'decideListingChange',
        `mutation ($id: ID!, $accept: Boolean!, $note: String) { decideListingChange(id: $id, accept: $accept, note: $note) { ${ANSWER} } }`,
        { id, accept, note },
      ),
    report: (listingId: string, said: object) =>
      write(
        'reportCapacity',
        `mutation ($listingId: ID!, $placesFree: Int, $familyPlacesFree: Int, $waitlistOpen: Boolean, $validUntil: DateTime) {
          reportCapacity(listingId: $listingId, placesFree: $placesFree, familyPlacesFree: $familyPlacesFree, waitlistOpen: $waitlistOpen, validUntil: $validUntil) {
            __typename ... on InvalidInput { message problems { path message } } ... on Forbidden { message }
          }
        }`,
        { listingId, ...said },
      ),
    paths,
  };
};
