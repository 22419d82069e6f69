import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Organization, OrganizationBook, OrganizationRow, type Asking } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import { MasterKey } from '../platform/secrets/index.js';

/** Who sends, as the receiver may know it. */
@Injectable()
export class NeutralSender {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationBook,
    private readonly master: MasterKey,
  ) {}

  async nameOf(organizationId: string): Promise<string> {
    const row = await this.database.manager.findOneByOrFail(OrganizationRow, { id: organizationId });
    return row.neutralName ?? row.name;
  }

  /**
   * The sender as its receiver sees it. Where it has a neutral name, its id is one that stands for it with this receiver and opens
   * nothing: the real one would lead to its listings, and so to what it does.
   */
  async asSeenBy(asking: Asking, organizationId: string, receiverId: string): Promise<Organization> {
    const [row] = await this.database.manager.findBy(OrganizationRow, { id: In([organizationId]) });
    if (!row?.neutralName) return this.organizations.organization(asking, organizationId);
    const id = idFrom(this.master.keyedHash('neutral sender', `${organizationId}\n${receiverId}`));
    return standIn({ id, name: row.neutralName, answersHere: true });
  }

  /** A receiver that this reader may not know: under an id and a name that tell nothing, and are others for every referral. */
  untold(referralId: string): Organization {
    const id = idFrom(this.master.keyedHash('untold receiver', referralId));
    return standIn({ id, name: UNTOLD, answersHere: false });
  }
}

/** In every language. */
const UNTOLD = '…';

/** In the place of an organization of which nothing is told. */
const standIn = (shown: Pick<Organization, 'id' | 'name' | 'answersHere'>): Organization =>
  Object.assign(new Organization(), { ...shown, description: null, website: null, custodial: false, version: 1 });

const idFrom = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );
