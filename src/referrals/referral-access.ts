import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ClientAccess, ClientRow, CustodyBook } from '../clients/index.js';
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
  constructor(
    private readonly clock: Clock,
    private readonly clients: ClientAccess,
    private readonly consents: ConsentBook,
    private readonly staff: StaffDirectory,
    private readonly custody: CustodyBook,
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
    const answering = await this.staff.answeringHere(near.map((row) => row.toId));
    const inside = await this.custody.inCustody(reader, [...clients.keys()]);
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
        receiverAnswersHere: answering.has(row.toId),
      });
      return sight && client ? [{ row, sight, client, consent, inCustody, closedByCustody }] : [];
    });
  }

  async one(reader: Reader, actor: Actor, id: string): Promise<SeenReferral | null> {
    const row = await reader.manager.findOneBy(ReferralRow, { id });
    return row ? ((await this.see(reader, actor, [row]))[0] ?? null) : null;
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
