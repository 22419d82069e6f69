import type { InputProblem } from '../../ask/trouble.js';
import type {
  AgeBand,
  ContactChannel,
  Pregnancy,
  SafeHoursInput,
  UpdateClientInput,
  WomanToldFragment,
} from '../../../generated/graphql.js';

export interface FieldsProps {
  told: ToldDraft;
  change: (change: Partial<ToldDraft>) => void;
  problems: readonly InputProblem[];
}

export interface Named {
  id: string;
  name: string;
}

/** What she tells, as it stands in the form. */
export interface ToldDraft {
  ageBand: AgeBand;
  pregnancy: Pregnancy;
  dueMonth: string;
  /** `null`: she did not say; else years with commas, empty for no children. */
  childrenAges: string | null;
  gender: string;
  languages: string;
  medicineRunsOutOn: string;
  countMe: boolean;
  passphrase: string;
  channel: ContactChannel | '';
  details: string;
  safeTimes: string;
  /** The same as hours, which the house keeps to. */
  hours: readonly SafeHoursInput[];
  voicemailOk: boolean;
  slipOk: boolean;
  codeWord: string;
  avoidOrganizations: readonly Named[];
  avoidAreas: readonly Named[];
  avoidNote: string;
}

export function draftOf(her: WomanToldFragment): ToldDraft {
  const { safeContact, avoid } = her;
  return {
    ageBand: her.ageBand,
    pregnancy: her.pregnancy,
    dueMonth: her.dueMonth ?? '',
    childrenAges: her.childrenAges?.join(', ') ?? null,
    gender: her.gender ?? '',
    languages: her.languages?.join(', ') ?? '',
    medicineRunsOutOn: her.medicineRunsOutOn ?? '',
    countMe: her.countMe,
    passphrase: '',
    channel: safeContact?.channel ?? '',
    details: safeContact?.details ?? '',
    safeTimes: safeContact?.safeTimes ?? '',
    hours: safeContact?.hours ?? [],
    voicemailOk: safeContact?.voicemailOk ?? false,
    slipOk: safeContact?.slipOk ?? false,
    codeWord: safeContact?.codeWord ?? '',
    avoidOrganizations: avoid?.organizations ?? [],
    avoidAreas: avoid?.areas ?? [],
    avoidNote: avoid?.note ?? '',
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** Years, apart from each other by commas or spaces; undefined where something else was typed. */
export function agesIn(text: string | null): number[] | null | undefined {
  if (text === null) return null;
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const ages = parts.map(Number);
  return ages.every((age) => Number.isInteger(age) && age >= 0 && age < 30) ? ages : undefined;
}

/** Codes of languages (`en`, `es`); undefined where something else was typed. */
export function languagesIn(text: string): string[] | null | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  if (parts.length === 0) return null;
  return parts.every((part) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(part)) ? parts : undefined;
}

export function inputOf(told: ToldDraft): Omit<UpdateClientInput, 'id' | 'version'> {
  const { ageBand, pregnancy, countMe } = told;
  const said = {
    ageBand,
    pregnancy,
    countMe,
    dueMonth: pregnancy === 'PREGNANT' ? orNull(told.dueMonth) : null,
    childrenAges: agesIn(told.childrenAges) ?? null,
    gender: orNull(told.gender),
    languages: languagesIn(told.languages) ?? null,
    medicineRunsOutOn: orNull(told.medicineRunsOutOn),
    safeContact: contactOf(told),
    avoid: avoidOf(told),
  };
  // Left empty it stays as it is: nobody can read it again to keep it.
  return told.passphrase.trim() === '' ? said : { ...said, passphrase: told.passphrase.trim() };
}

function contactOf(told: ToldDraft): UpdateClientInput['safeContact'] {
  const { channel, voicemailOk, slipOk } = told;
  if (channel === '' && !slipOk) return null;
  return {
    channel: channel === '' ? 'IN_PERSON' : channel,
    details: orNull(told.details),
    safeTimes: orNull(told.safeTimes),
    hours: told.hours.length > 0 ? [...told.hours] : null,
    codeWord: orNull(told.codeWord),
    voicemailOk,
    slipOk,
  };
}

function avoidOf(told: ToldDraft): UpdateClientInput['avoid'] {
  const organizationIds = told.avoidOrganizations.map(({ id }) => id);
  const areaIds = told.avoidAreas.map(({ id }) => id);
  const note = orNull(told.avoidNote);
  return organizationIds.length + areaIds.length === 0 && note === null ? null : { organizationIds, areaIds, note };
}
