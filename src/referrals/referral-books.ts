import { Injectable } from '@nestjs/common';
import { ListingBook, OrganizationBook, type Asking } from '../directory/index.js';
import { NeutralSender } from './neutral-sender.js';
import type { SeenReferral } from './referral-access.js';

/** The directory's books, as referrals read them. */
@Injectable()
export class ReferralBooks {
  constructor(
    readonly organizations: OrganizationBook,
    readonly listings: ListingBook,
    private readonly neutral: NeutralSender,
  ) {}

  /** The name that the receiver would see it come from. */
  senderName(organizationId: string): Promise<string> {
    return this.neutral.nameOf(organizationId);
  }

  /** Where she is sent; a colleague who said no purpose is not told. */
  receiver(asking: Asking, { row, sight }: SeenReferral) {
    return sight.veiled ? this.neutral.untold(row.id) : this.organizations.organization(asking, row.toId);
  }

  /** Her own side sees who it is; the receiver sees the name that the sender wants to be known by. */
  sender(asking: Asking, { row, sight }: SeenReferral) {
    return sight.fromSide
      ? this.organizations.organization(asking, row.fromId)
      : this.neutral.asSeenBy(asking, row.fromId, row.toId);
  }
}
