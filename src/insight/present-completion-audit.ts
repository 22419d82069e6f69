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
import { herWordRows, inCodeOrder, needCounts, serviceReasonCounts, timesOf } from './present-audit-parts.js';
import type { Breakdown, Figures } from './figures.js';

/** Puts names to what was counted. */
@Injectable()
export class CompletionAuditPresenter {
  constructor(
    private readonly organizations: OrganizationBook,
    private readonly sender: NeutralSender,
  ) {}

  async present(figures: Figures, { from, to, direction }: AuditQuestion, asking: Asking): Promise<CompletionAudit> {
    const { all, overdue } = figures;
    const counterparts = figures.by('counterpart');
    const times = timesOf(figures);
    return Object.assign(new CompletionAudit(), {
      ...{ from, to, ...all, overdue, overdueShare: all.open === 0 ? null : overdue / all.open },
      ...breakdowns(figures),
      byCounterpart: await (direction === 'SENT'
        ? this.#receivers(counterparts, asking)
        : this.#senders(counterparts, asking)),
      byReason: reasonCounts(figures.reasons()),
      byServiceAndReason: serviceReasonCounts(figures),
      byHerWord: herWordRows(figures),
      needs: direction === 'SENT' ? needCounts(figures) : null,
      times,
      medianHoursToAnswer: times.hoursToAnswer.median,
      medianDaysToArrival: times.daysToArrival.median,
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

const breakdowns = (figures: Figures): Partial<CompletionAudit> => ({
  byMonth: [...figures.byMonth()].map(([key, counts]) => Object.assign(new FunnelRow(), { key, name: key, ...counts })),
  byService: namedRows(figures.by('service'), (code) => TAXONOMY.nameOf(code)),
  byAssistance: namedRows(figures.by('assistance'), nameFrom(ASSISTANCE_NAMES)),
  byCompanion: namedRows(figures.by('companion'), nameFrom(COMPANION_NAMES)),
  byTransport: namedRows(figures.by('transport'), nameFrom(TRANSPORT_NAMES)),
  byChildcareArranged: namedRows(figures.by('childcare'), nameFrom(YES_NO_NAMES)),
  byStillWithHerWhenReceived: namedRows(figures.by('stillWithHer'), nameFrom(YES_NO_NAMES)),
  byAgeBand: namedRows(figures.by('ageBand'), nameFrom(AGE_BAND_NAMES)),
  byPregnancy: namedRows(figures.by('pregnancy'), nameFrom(PREGNANCY_NAMES)),
});

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
