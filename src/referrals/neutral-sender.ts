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
    return Object.assign(new Organization(), {
      id: idFrom(this.master.keyedHash('neutral sender', `${organizationId}\n${receiverId}`)),
      name: row.neutralName,
      description: null,
      website: null,
      answersHere: true,
      custodial: false,
    });
  }

  /** A receiver that this reader may not know: under an id and a name that tell nothing, and are others for every referral. */
  untold(referralId: string): Organization {
    return Object.assign(new Organization(), {
      id: idFrom(this.master.keyedHash('untold receiver', referralId)),
      name: UNTOLD,
      description: null,
      website: null,
      answersHere: false,
    });
  }
}

/** In every language. */
const UNTOLD = '…';

const idFrom = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );
