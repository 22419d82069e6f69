import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One woman went from one worker to the next. The word that was left waits for the new worker, and is gone when she has it. */
@Entity('client_handover')
@Index('ix_client_handover_client', ['clientId'])
@Index('ix_client_handover_to', ['toId', 'acknowledgedAt'])
@Index('ix_client_handover_act', ['actId'])
export class ClientHandoverRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_client_handover' })
  id!: string;

  /** The same for all who were handed over in one action. */
  @Column({ name: 'act_id', type: 'text' })
  actId!: string;

  @ForeignKey('ClientRow', { name: 'fk_client_handover_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @ForeignKey('Staff', { name: 'fk_client_handover_from' })
  @Column({ name: 'from_id', type: 'text' })
  fromId!: string;

  @ForeignKey('Staff', { name: 'fk_client_handover_to' })
  @Column({ name: 'to_id', type: 'text' })
  toId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  /** Sealed under her own key. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  /** Null while it waits for the new worker. */
  @Column({ name: 'acknowledged_at', type: 'text', nullable: true })
  acknowledgedAt!: string | null;
}
