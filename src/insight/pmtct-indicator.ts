import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import sql from 'sql-template-tag';
import { Readings } from '../audit/index.js';
import type { Asking } from '../directory/index.js';
import { endOfDay, startOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { checkDays } from './completion-audit.js';

/** How far women came; each is counted once, at the furthest that she came. */
export interface WomenCounts {
  referred: number;
  attended: number;
  received: number;
}

export interface PmtctTally {
  all: WomenCounts;
  /** By listing: a woman who was sent to two places counts at each, as far as she came there. */
  byPlace: Map<string, WomenCounts>;
  /** By quarter, `2026-Q1`, of the first of her referrals here: the quarters add up to all. */
  byQuarter: Map<string, WomenCounts>;
}

interface Referred {
  clientId: string;
  listingId: string;
  sentAt: string;
  arrivedAt: string | null;
  outcome: string | null;
}

/** Pregnant women referred for PMTCT who received it: exact and live, for the reader's own organization. Nobody reads it unseen. */
@Injectable()
export class CountPmtct {
  constructor(
    private readonly database: Database,
    private readonly readings: Readings,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async count({ actor, context }: Asking, from: string, to: string): Promise<PmtctTally> {
    checkDays({ from, to });
    const zone = this.settings.networkTimezone;
    // She was pregnant when the referral was sent; that she has given birth since changes no figure.
    const referrals = await this.database.all<Referred>(sql`
      SELECT client_id AS "clientId", listing_id AS "listingId", sent_at AS "sentAt", arrived_at AS "arrivedAt", outcome
      FROM referral
      WHERE from_id = ${actor.organizationId} AND sent_at >= ${startOfDay(from, zone)} AND sent_at < ${endOfDay(to, zone)}
        AND status <> 'ENTERED_IN_ERROR' AND pregnancy = 'PREGNANT' AND services LIKE '%"pmtct"%'
      ORDER BY sent_at, id`);
    this.readings.note(context, {
      chain: actor.organizationId,
      actorId: actor.staffId,
      action: 'pmtct-indicator.read',
      subjectType: 'pmtct-indicator',
      subjectId: actor.organizationId,
    });
    return tallyOf(referrals, zone);
  }
}

const REFERRED = 0;
const ATTENDED = 1;
const RECEIVED = 2;

const stageOf = ({ arrivedAt, outcome }: Referred): number =>
  outcome === 'RECEIVED' || outcome === 'PARTLY_RECEIVED' ? RECEIVED : arrivedAt === null ? REFERRED : ATTENDED;

function tallyOf(referrals: readonly Referred[], zone: string): PmtctTally {
  const women = furthest(referrals, ({ clientId }) => clientId);
  const quarters = new Map<string, string>();
  for (const { clientId, sentAt } of referrals)
    if (!quarters.has(clientId)) quarters.set(clientId, quarterOf(sentAt, zone));
  const there = furthest(referrals, ({ clientId, listingId }) => `${listingId} ${clientId}`);
  return {
    all: countsOf([...women.values()]),
    byPlace: grouped(there, (key) => key.slice(0, key.indexOf(' '))),
    byQuarter: grouped(women, (clientId) => quarters.get(clientId) ?? ''),
  };
}

function furthest(referrals: readonly Referred[], keyOf: (referral: Referred) => string): Map<string, number> {
  const stages = new Map<string, number>();
  for (const referral of referrals) {
    const key = keyOf(referral);
    stages.set(key, Math.max(stages.get(key) ?? REFERRED, stageOf(referral)));
  }
  return stages;
}

function grouped(stages: ReadonlyMap<string, number>, groupOf: (key: string) => string): Map<string, WomenCounts> {
  const groups = new Map<string, number[]>();
  for (const [key, stage] of stages) {
    const group = groups.get(groupOf(key));
    if (group) group.push(stage);
    else groups.set(groupOf(key), [stage]);
  }
  return new Map([...groups].map(([group, of]) => [group, countsOf(of)]));
}

const countsOf = (stages: readonly number[]): WomenCounts => ({
  referred: stages.length,
  attended: stages.filter((stage) => stage >= ATTENDED).length,
  received: stages.filter((stage) => stage >= RECEIVED).length,
});

function quarterOf(instant: string, zone: string): string {
  const at = DateTime.fromISO(instant, { zone });
  return `${at.year}-Q${at.quarter}`;
}
