import { registerEnumType } from '@nestjs/graphql';
import { stringify } from 'csv-stringify/sync';
import { FUNNEL, HER_WORD } from './fact.js';
import type { CompletionAudit } from './completion-audit.type.js';

export const AuditTable = {
  SUMMARY: 'SUMMARY',
  MONTH: 'MONTH',
  REASON: 'REASON',
  SERVICE: 'SERVICE',
  SERVICE_AND_REASON: 'SERVICE_AND_REASON',
  COUNTERPART: 'COUNTERPART',
  ASSISTANCE: 'ASSISTANCE',
  COMPANION: 'COMPANION',
  TRANSPORT: 'TRANSPORT',
  CHILDCARE: 'CHILDCARE',
  STILL_WITH_HER: 'STILL_WITH_HER',
  AGE_BAND: 'AGE_BAND',
  PREGNANCY: 'PREGNANCY',
  HER_WORD: 'HER_WORD',
  NEEDS: 'NEEDS',
  TIMES: 'TIMES',
} as const;
export type AuditTable = (typeof AuditTable)[keyof typeof AuditTable];

registerEnumType(AuditTable, {
  name: 'AuditTable',
  description: 'A table of the completion audit that can be taken along.',
  valuesMap: {
    SUMMARY: { description: 'The whole cohort, one figure a line.' },
    MONTH: { description: '`byMonth`.' },
    REASON: { description: '`byReason`.' },
    SERVICE: { description: '`byService`.' },
    SERVICE_AND_REASON: { description: '`byServiceAndReason`.' },
    COUNTERPART: { description: '`byCounterpart`.' },
    ASSISTANCE: { description: '`byAssistance`.' },
    COMPANION: { description: '`byCompanion`.' },
    TRANSPORT: { description: '`byTransport`.' },
    CHILDCARE: { description: '`byChildcareArranged`.' },
    STILL_WITH_HER: { description: '`byStillWithHerWhenReceived`.' },
    AGE_BAND: { description: '`byAgeBand`.' },
    PREGNANCY: { description: '`byPregnancy`.' },
    HER_WORD: { description: '`byHerWord`; no line for RECEIVED.' },
    NEEDS: { description: '`needs`; no line for RECEIVED.' },
    TIMES: { description: '`times`.' },
  },
});

type Line = readonly (string | number | null)[];
interface Table {
  head: readonly string[];
  lines: Line[];
}

/** The funnel as people read it; what is open stands in the summary. */
const STAGES = FUNNEL.filter((each) => each !== 'open');

type FunnelField = {
  [Name in keyof CompletionAudit]: CompletionAudit[Name] extends CompletionAudit['byService'] ? Name : never;
}[keyof CompletionAudit];

const funnels =
  (field: Extract<FunnelField, `by${string}`>) =>
  (audit: CompletionAudit): Table => ({
    head: ['key', 'name', ...STAGES],
    lines: audit[field].map((row) => [row.key, row.name, ...STAGES.map((stage) => row[stage])]),
  });

const TABLES: Record<AuditTable, (audit: CompletionAudit) => Table> = {
  SUMMARY: (audit) => ({
    head: ['figure', 'value'],
    lines: [
      ['from', audit.from],
      ['to', audit.to],
      ...STAGES.map((stage) => [stage, audit[stage]] as const),
      ['open', audit.open],
      ['overdue', audit.overdue],
      ['overdueShare', audit.overdueShare],
    ],
  }),
  MONTH: funnels('byMonth'),
  REASON: ({ byReason }) => ({
    head: ['reason', 'name', 'side', 'count'],
    lines: byReason.map(({ reason, count }) => [reason.code, reason.name, reason.side, count]),
  }),
  SERVICE: funnels('byService'),
  SERVICE_AND_REASON: ({ byServiceAndReason }) => ({
    head: ['service', 'serviceName', 'reason', 'reasonName', 'side', 'count'],
    lines: byServiceAndReason.map(({ service, name, reason, count }) => [
      ...[service, name, reason.code, reason.name, reason.side],
      count,
    ]),
  }),
  COUNTERPART: funnels('byCounterpart'),
  ASSISTANCE: funnels('byAssistance'),
  COMPANION: funnels('byCompanion'),
  TRANSPORT: funnels('byTransport'),
  CHILDCARE: funnels('byChildcareArranged'),
  STILL_WITH_HER: funnels('byStillWithHerWhenReceived'),
  AGE_BAND: funnels('byAgeBand'),
  PREGNANCY: funnels('byPregnancy'),
  HER_WORD: ({ byHerWord }) => ({
    head: ['key', 'name', ...HER_WORD],
    lines: byHerWord.map((row) => [row.key, row.name, ...HER_WORD.map((each) => row[each])]),
  }),
  NEEDS: ({ needs }) => ({
    head: ['figure', 'needs'],
    lines: needs
      ? [
          ['needs', needs.needs],
          ['met', needs.met],
          ...needs.attempts.map(({ attempts, count }) => [`met at attempt ${attempts}`, count] as const),
        ]
      : [],
  }),
  TIMES: ({ times }) => ({
    head: ['time', 'count', 'median', 'ninetieth'],
    lines: (['hoursToAnswer', 'hoursToAnswerOnTheClock', 'daysToArrival', 'daysToCompletion'] as const).map((each) => [
      each,
      ...[times[each].count, times[each].median, times[each].ninetieth],
    ]),
  }),
};

/**
 * One table as CSV (RFC 4180). It begins with a byte order mark, without which a spreadsheet reads names in the wrong letters; and a cell that a
 * spreadsheet would take for a formula begins with an apostrophe, because names are written by others.
 */
export function tableAsCsv(audit: CompletionAudit, table: AuditTable): string {
  const { head, lines } = TABLES[table](audit);
  return stringify([head, ...lines], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
