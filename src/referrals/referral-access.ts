import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ClientAccess, ClientRow, TeamInbox } from '../clients/index.js';
import { ConsentBook, isActive, type ConsentRow } from '../consent/index.js';
import { custodialAmong } from '../directory/index.js';
import { StaffDirectory, type Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Reader } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { ReferralRow } from './referral.entity.js';
import { sightOf, type Sight } from './referral-sight.js';

/** A referral with how this reader sees it. */
export interface SeenReferral {
  row: ReferralRow;
  sight: Sight;
  client: ClientRow;
  consent: ConsentRow | null;
  /** She is in custody: a way to reach her is read by her worker alone. */
  inCustody: boolean;
  /** …and the receiver is a place of custody, which learns nothing of hers. */
  closedByCustody: boolean;
}

/** Lets a reader see what is hers to see, a page at a time. */
@Injectable()
export class ReferralAccess {
  readonly #answering = new WeakMap<Actor, Map<string, boolean>>();

  constructor(
    private readonly clock: Clock,
    private readonly clients: ClientAccess,
    private readonly consents: ConsentBook,
    private readonly staff: StaffDirectory,
    private readonly team: TeamInbox,
  ) {}

  /** Those of the rows that this reader may see, in their order. */
  async see(reader: Reader, actor: Actor, rows: readonly ReferralRow[]): Promise<SeenReferral[]> {
    const near = rows.filter((row) => actor.worksAt(row.fromId) || actor.worksAt(row.toId));
    if (near.length === 0) return [];
    const clients = await clientsOf(reader, near);
    const open = await this.clients.openTo(reader, actor, [...clients.values()]);
    const consents = await this.consents.rows(
      reader,
      near.flatMap((row) => row.consentId ?? []),
    );
    const answering = await this.#answeringHere(reader, actor, near);
    const teamInbox = await this.#teamInbox(reader, actor, near, open);
    const inside = await this.clients.inCustody(reader, [...clients.keys()]);
    const custodial = inside.size
      ? await custodialAmong(
          reader,
          near.map((row) => row.toId),
        )
      : new Set<string>();
    const now = this.clock.now();
    return near.flatMap((row) => {
      const client = clients.get(row.clientId);
      const consent = (row.consentId && consents.get(row.consentId)) || null;
      const inCustody = inside.has(row.clientId);
      const closedByCustody = inCustody && custodial.has(row.toId);
      const sight = sightOf(actor, row, {
        detailsOpen: open.has(row.clientId),
        narrowedTo: consent?.listingId ?? null,
        closedByCustody,
        consentActive: consent !== null && isActive(consent, now),
        teamInbox,
        receiverAnswersHere: answering.get(row.toId) ?? false,
      });
      return sight && client ? [{ row, sight, client, consent, inCustody, closedByCustody }] : [];
    });
  }

  async one(reader: Reader, actor: Actor, id: string): Promise<SeenReferral | null> {
    const row = await reader.manager.findOneBy(ReferralRow, { id });
    return row ? ((await this.see(reader, actor, [row]))[0] ?? null) : null;
  }

  /** Asked only where it matters: for a colleague's woman. */
  async #teamInbox(
    reader: Reader,
    actor: Actor,
    rows: readonly ReferralRow[],
    open: ReadonlySet<string>,
  ): Promise<boolean> {
    const matters = !actor.is('MANAGER') && rows.some((row) => actor.worksAt(row.fromId) && !open.has(row.clientId));
    return matters && this.team.isOn(actor.organizationId, reader);
  }

  /** Who asks is known anew in each request, so that what is kept by her is kept for one request: a step and its answer ask once. */
  async #answeringHere(reader: Reader, actor: Actor, rows: readonly ReferralRow[]): Promise<Map<string, boolean>> {
    const known = this.#answering.get(actor) ?? new Map<string, boolean>();
    this.#answering.set(actor, known);
    const unknown = [...new Set(rows.map(({ toId }) => toId))].filter((id) => !known.has(id));
    const answering = await this.staff.answeringHere(unknown, reader);
    for (const id of unknown) known.set(id, answering.has(id));
    return known;
  }

  /** For an act: what this reader may not see answers like what does not exist. */
  async toActOn(reader: Reader, actor: Actor, id: string): Promise<SeenReferral> {
    const seen = await this.one(reader, actor, id);
    if (!seen) throw forbidden();
    return seen;
  }
}

async function clientsOf(reader: Reader, rows: readonly ReferralRow[]): Promise<Map<string, ClientRow>> {
  const clients = await reader.manager.findBy(ClientRow, { id: In([...new Set(rows.map((row) => row.clientId))]) });
  return new Map(clients.map((client) => [client.id, client]));
}
