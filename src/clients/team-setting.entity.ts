import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a team decided for itself. Where there is no row, nothing was decided and the usual holds. */
@Entity('team_setting')
export class TeamSettingRow {
  @ForeignKey('OrganizationRow', { name: 'fk_team_setting_organization' })
  @PrimaryColumn({ name: 'organization_id', type: 'text', primaryKeyConstraintName: 'pk_team_setting' })
  organizationId!: string;

  /** Caseworkers see, by code and status, the referrals of colleagues' women too. */
  @Column({ name: 'team_inbox', type: 'boolean' })
  teamInbox!: boolean;
}
