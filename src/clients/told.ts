import { invalidInput } from '../platform/graphql/index.js';
import type { AvoidDetails, ClientDetails, SafeContactDetails } from './client-details.js';
import type { OpenClientInput, SafeContactInput, AvoidInput, UpdateClientInput } from './client.input.js';

type Told = OpenClientInput | UpdateClientInput;

/** What she tells now over what she told before: what is not mentioned stays, null takes it back. */
export function detailsAfter(before: ClientDetails, told: Told): ClientDetails {
  const after: ClientDetails = {
    dueMonth: choose(told.dueMonth, before.dueMonth),
    childrenAges: choose(told.childrenAges, before.childrenAges),
    gender: choose(told.gender, before.gender),
    languages: choose(told.languages, before.languages),
    medicineRunsOutOn: choose(told.medicineRunsOutOn, before.medicineRunsOutOn),
    safeContact: told.safeContact === undefined ? before.safeContact : safeContactOf(told.safeContact),
    avoid: told.avoid === undefined ? before.avoid : avoidOf(told.avoid),
  };
  checkSafeContact(after.safeContact);
  return after;
}

const choose = <T>(now: T | null | undefined, before: T | null): T | null => (now === undefined ? before : now);

function safeContactOf(input: SafeContactInput | null): SafeContactDetails | null {
  if (!input) return null;
  return {
    channel: input.channel,
    details: input.details ?? null,
    safeTimes: input.safeTimes ?? null,
    hours: input.hours?.length ? input.hours.map(({ days, from, to }) => ({ days, from, to })) : null,
    voicemailOk: input.voicemailOk ?? false,
    slipOk: input.slipOk ?? false,
    codeWord: input.codeWord ?? null,
  };
}

function avoidOf(input: AvoidInput | null): AvoidDetails | null {
  if (!input) return null;
  return {
    organizationIds: [...new Set(input.organizationIds ?? [])],
    areaIds: [...new Set(input.areaIds ?? [])],
    note: input.note ?? null,
  };
}

/** NONE stops every message, so it cannot carry a way to send one. */
function checkSafeContact(contact: SafeContactDetails | null): void {
  if (contact?.channel !== 'NONE' || (!contact.voicemailOk && !contact.details)) return;
  throw invalidInput([
    {
      path: 'safeContact',
      message: 'NONE means that nobody calls or writes: leave out details and voicemail, or choose a channel.',
    },
  ]);
}
