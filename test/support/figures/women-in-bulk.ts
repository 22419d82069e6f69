import { randomUUID } from 'node:crypto';
import sql, { bulk } from 'sql-template-tag';
import type { TestApp } from '../app.js';
import type { ListingKey, OrganizationKey } from '../network.js';
import { SeededRandom } from './seeded-random.js';

/** Who was referred, as a test needs it; the rest is drawn. */
export interface Referred {
  woman: string;
  sentAt?: string;
  services?: string[];
  place?: [OrganizationKey, ListingKey];
  countMe?: boolean;
  status?: string;
  outcome?: string | null;
  reason?: string | null;
  ageBand?: string;
  pregnancy?: string;
  replaces?: string;
}

const ENDS = ['COMPLETED', 'COMPLETED', 'COMPLETED', 'DECLINED', 'SENT', 'NOT_COMPLETED'] as const;

/** Writes women and their referrals straight into the tables: hundreds of them through the front door would take minutes. */
export class WomenInBulk {
  readonly #clients = new Map<string, string>();
  readonly #random: SeededRandom;

  constructor(
    private readonly app: TestApp,
    seed: string,
  ) {
    this.#random = new SeededRandom(seed);
  }

  /** The ids of their referrals. */
  async are(...referred: Referred[]): Promise<string[]> {
    const fresh = new Map(referred.filter(({ woman }) => !this.#clients.has(woman)).map((each) => [each.woman, each]));
    const { organizations, staff } = this.app.network;
    const clients = [...fresh.values()].map(({ woman, countMe = true }) => {
      const id = randomUUID();
      this.#clients.set(woman, id);
      return [id, organizations.riverside, 1, id, 'UNKNOWN', 'UNKNOWN', countMe, '', id, AT];
    });
    const rows = referred.map((each) => this.#referral(each, staff['caseworker@riverside.example'] ?? ''));
    await this.app.database.write(async (tx) => {
      for (let at = 0; at < clients.length; at += 200)
        await tx.run(sql`INSERT INTO client (id, organization_id, version, code, age_band, pregnancy, count_me, details, counted_as, opened_at)
          VALUES ${bulk(clients.slice(at, at + 200))}`);
      for (let at = 0; at < rows.length; at += 200)
        await tx.run(sql`INSERT INTO referral (id, version, code, status, client_id, from_id, to_id, listing_id, services, urgency, assistance,
            age_band, pregnancy, reason_code, outcome, drafted_by_id, drafted_at, sent_at, arrived_at, completed_at, changed_at, door_opened,
            content, replaces_id, draw)
          VALUES ${bulk(rows.slice(at, at + 200))}`);
    });
    return rows.map(([id]) => id as string);
  }

  #referral(each: Referred, draftedBy: string): (string | number | boolean | null)[] {
    const random = this.#random;
    const { organizations, listings } = this.app.network;
    const [organization, listing] = each.place ?? random.pick(PLACES);
    const status = each.status ?? random.pick(ENDS);
    const outcome =
      each.outcome ?? (status === 'COMPLETED' ? random.pick(['RECEIVED', 'RECEIVED', 'NOT_RECEIVED']) : null);
    const ended = status === 'DECLINED' || status === 'NOT_COMPLETED';
    const sentAt = each.sentAt ?? `2025-${random.pick(['10', '11', '12'])}-${10 + random.below(18)}T10:00:00.000Z`;
    const done =
      status === 'COMPLETED' ? new Date(Date.parse(sentAt) + random.below(40) * 86_400_000).toISOString() : null;
    const id = randomUUID();
    return [
      ...[id, 1, id, status, this.#clients.get(each.woman) ?? '', organizations.riverside, organizations[organization]],
      ...[listings[listing], JSON.stringify(each.services ?? [random.pick(SERVICES)]), 'ROUTINE', 'INFORMATION'],
      each.ageBand ?? random.pick(['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'UNKNOWN']),
      each.pregnancy ?? random.pick(['PREGNANT', 'NO', 'UNKNOWN']),
      each.reason ?? (ended ? random.pick(['no-space', 'drug-use', 'changed-mind']) : null),
      ...[outcome, draftedBy, sentAt, sentAt, done, done, sentAt, false, '', each.replaces ?? null],
      random.below(2 ** 31 - 1),
    ];
  }
}

const AT = '2025-10-01T08:00:00.000Z';
const SERVICES: [string, ...string[]] = ['ost', 'shelter', 'hts', 'pmtct', 'gbv-support', 'antenatal'];
const PLACES: [[OrganizationKey, ListingKey], ...[OrganizationKey, ListingKey][]] = [
  ['safeHouse', 'refuge'],
  ['city', 'cityShelter'],
  ['clinic', 'clinicOst'],
];
