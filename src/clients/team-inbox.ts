import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail } from '../audit/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Reader } from '../platform/database/index.js';
import { TeamSettingRow } from './team-setting.entity.js';

/**
 * Whether a team's caseworkers see each other's referrals, by code and status. On unless the team decides otherwise: that is all a list carries, and
 * a woman whose worker is ill is not to be forgotten. Off, a colleague's woman is in nobody's list but her worker's and the managers'.
 */
@Injectable()
export class TeamInbox {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async isOn(organizationId: string, reader: Reader = this.database): Promise<boolean> {
    const row = await reader.manager.findOneBy(TeamSettingRow, { organizationId });
    return row?.teamInbox ?? true;
  }

  set({ actor, on }: { actor: Actor; on: boolean }): Promise<void> {
    const { organizationId } = actor;
    return this.database.write(async (tx) => {
      await tx.run(sql`
        INSERT INTO team_setting (organization_id, team_inbox) VALUES (${organizationId}, ${on ? sql`TRUE` : sql`FALSE`})
        ON CONFLICT (organization_id) DO UPDATE SET team_inbox = excluded.team_inbox`);
      await this.trail.record(
        tx,
        actOf(actor, on ? 'team.inbox-on' : 'team.inbox-off', 'organization', organizationId),
      );
    });
  }
}
