import { Injectable } from '@nestjs/common';
import { OrganizationBook, TAXONOMY, type Asking } from '../directory/index.js';
import { NeutralSender, presentReason } from '../referrals/index.js';
import type { AuditQuestion } from './completion-audit.js';
import { CompletionAudit, FunnelRow, ReasonCount } from './completion-audit.type.js';
import {
  AGE_BAND_NAMES,
  ASSISTANCE_NAMES,
  COMPANION_NAMES,
  PREGNANCY_NAMES,
  TRANSPORT_NAMES,
  YES_NO_NAMES,
} from './figure-names.js';
import type { Breakdown, Tally } from './tally.js';

/** Puts names to what was counted. */
@Injectable()
export class CompletionAuditPresenter {
  constructor(
    private readonly organizations: OrganizationBook,
    private readonly sender: NeutralSender,
  ) {}

  async present(tally: Tally, { from, to, direction }: AuditQuestion, asking: Asking): Promise<CompletionAudit> {
    return Object.assign(new CompletionAudit(), {
      from,
      to,
      ...tally.all,
      open: tally.open,
      overdue: tally.overdue,
      byReason: reasonCounts(tally.reasons),
      byService: namedRows(tally.byService, (code) => TAXONOMY.nameOf(code)),
      byCounterpart: await (direction === 'SENT'
        ? this.#receivers(tally.byCounterpart, asking)
        : this.#senders(tally.byCounterpart, asking)),
      byAssistance: namedRows(tally.byAssistance, nameFrom(ASSISTANCE_NAMES)),
      byCompanion: namedRows(tally.byCompanion, nameFrom(COMPANION_NAMES)),
      byTransport: namedRows(tally.byTransport, nameFrom(TRANSPORT_NAMES)),
      byChildcareArranged: namedRows(tally.byChildcare, nameFrom(YES_NO_NAMES)),
      byStillWithHerWhenReceived: namedRows(tally.byStillWithHer, nameFrom(YES_NO_NAMES)),
      byAgeBand: namedRows(tally.byAgeBand, nameFrom(AGE_BAND_NAMES)),
      byPregnancy: namedRows(tally.byPregnancy, nameFrom(PREGNANCY_NAMES)),
      medianHoursToAnswer: tally.medianHoursToAnswer(),
      medianDaysToArrival: tally.medianDaysToArrival(),
    });
  }

  async #receivers(counted: Breakdown, asking: Asking): Promise<FunnelRow[]> {
    return this.#organizationRows(counted, (id) => this.organizations.organization(asking, id));
  }

  /** As each referral shows its sender here: with the name, and under the id, that it wants to be known by. */
  async #senders(counted: Breakdown, asking: Asking): Promise<FunnelRow[]> {
    const own = asking.actor.organizationId;
    return this.#organizationRows(counted, (id) =>
      id === own ? this.organizations.organization(asking, id) : this.sender.asSeenBy(asking, id, own),
    );
  }

  async #organizationRows(
    counted: Breakdown,
    find: (id: string) => Promise<{ id: string; name: string }>,
  ): Promise<FunnelRow[]> {
    const rows = [...counted].map(async ([organizationId, counts]) => {
      const { id, name } = await find(organizationId);
      return Object.assign(new FunnelRow(), { key: id, name, ...counts });
    });
    return largestFirst(await Promise.all(rows));
  }
}

const nameFrom =
  (names: Readonly<Record<string, string>>) =>
  (key: string): string =>
    names[key] ?? key;

const namedRows = (counted: Breakdown, nameOf: (key: string) => string): FunnelRow[] =>
  largestFirst(
    [...counted].map(([key, counts]) => Object.assign(new FunnelRow(), { key, name: nameOf(key), ...counts })),
  );

const largestFirst = (rows: FunnelRow[]): FunnelRow[] =>
  rows.sort((one, other) => other.sent - one.sent || inCodeOrder(one.key, other.key));

const reasonCounts = (reasons: ReadonlyMap<string, number>): ReasonCount[] =>
  [...reasons]
    .sort(([one, ones], [other, others]) => others - ones || inCodeOrder(one, other))
    .flatMap(([code, count]) => {
      const reason = presentReason(code);
      return reason ? [Object.assign(new ReasonCount(), { reason, count })] : [];
    });

const inCodeOrder = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
