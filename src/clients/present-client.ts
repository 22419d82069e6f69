import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { OrganizationBook, type Asking } from '../directory/index.js';
import { lookedAtFrom, StaffDirectory } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { standingToHer } from './client-access.js';
import { NO_CONTACT, type AvoidDetails, type ClientDetails, type SafeContactDetails } from './client-details.js';
import type { ClientRow } from './client.entity.js';
import { ClientKeys, detailsOf } from './client-keys.js';
import { Avoid, Client, ClientLook, SafeContact } from './client.type.js';
import { showCode } from './codes.js';
import { CustodyBook } from './ports.js';

/** The only way out for what is hers; called where the reader's standing has been settled and the reading is noted. */
@Injectable()
export class ClientPresenter {
  constructor(
    private readonly database: Database,
    private readonly keys: ClientKeys,
    private readonly staff: StaffDirectory,
    private readonly directory: OrganizationBook,
    private readonly custody: CustodyBook,
  ) {}

  async present(row: ClientRow, asking: Asking): Promise<Client> {
    const key = await this.keys.one(this.database, row.id);
    const details = key.open<ClientDetails>(row.details, detailsOf(row.id));
    const safeContact = await this.#safeContact(details.safeContact, row, asking);
    const client = Object.assign(new Client(), {
      ...details,
      id: row.id,
      version: row.version,
      code: showCode(row.code),
      assignedTo: row.assignedToId ? await this.staff.one(row.assignedToId) : null,
      ageBand: row.ageBand,
      pregnancy: row.pregnancy,
      countMe: row.countMe,
      safeContact: safeContact && Object.assign(new SafeContact(), safeContact),
      avoid: details.avoid && (await this.#avoid(details.avoid, asking)),
    });
    return lookedAtFrom(client, standingToHer(asking.actor, row) === 'NOBODY' ? [] : ['HERS']);
  }

  /** Who looked at her without being her worker, when, and why; newest first. */
  async looks(clientId: string): Promise<ClientLook[]> {
    const rows = await this.database.all<{ staff_id: string; opened_at: string; purpose: string }>(sql`
      SELECT staff_id, opened_at, purpose FROM client_opening
      WHERE client_id = ${clientId} ORDER BY opened_at DESC LIMIT 100`);
    const staff = await this.staff.many(rows.map((row) => row.staff_id));
    return rows.map((row) =>
      Object.assign(new ClientLook(), { at: row.opened_at, by: staff.get(row.staff_id) ?? null, purpose: row.purpose }),
    );
  }

  /** While she is in custody nobody but her worker reads a way to reach her: a message to her phone may be read by anybody there. */
  async #safeContact(
    contact: SafeContactDetails | null,
    row: ClientRow,
    { actor }: Asking,
  ): Promise<SafeContactDetails | null> {
    if (!contact || standingToHer(actor, row) === 'HER_WORKER') return contact;
    return (await this.custody.inCustody(this.database, [row.id])).has(row.id) ? NO_CONTACT : contact;
  }

  /** Places that have left the directory meanwhile drop out of the list, not out of what she said. */
  async #avoid(avoid: AvoidDetails, asking: Asking): Promise<Avoid> {
    const organizations = await this.directory.organizations(asking, avoid.organizationIds);
    const areas = await this.directory.areas(asking, avoid.areaIds);
    return Object.assign(new Avoid(), {
      organizations: organizations.flatMap((each) => each ?? []),
      areas: areas.flatMap((each) => each ?? []),
      note: avoid.note,
    });
  }
}
