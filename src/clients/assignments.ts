import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { StaffDirectory, type Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { ClientAssignmentRow } from './client-assignment.entity.js';

/** Whose she is changed, and not by her worker's own hand: both workers are told, and a word that waits for her goes with her. */
@Injectable()
export class Assignments {
  constructor(
    private readonly clock: Clock,
    private readonly staff: StaffDirectory,
  ) {}

  /** Only somebody who may work with women of this organization now. */
  async toCaseworker(tx: Transaction, actor: Actor, staffId: string, path: string): Promise<void> {
    if (!(await this.staff.isActiveCaseworker(staffId, actor.organizationId, tx)))
      throw invalidAt(path, 'There is no such caseworker in your organization.');
  }

  async note(
    tx: Transaction,
    actor: Actor,
    change: Pick<ClientAssignmentRow, 'clientId' | 'fromId' | 'toId' | 'purpose'>,
  ): Promise<void> {
    await tx.run(sql`
      UPDATE client_handover SET to_id = ${change.toId} WHERE client_id = ${change.clientId} AND acknowledged_at IS NULL`);
    await tx.manager.insert(ClientAssignmentRow, {
      id: newId(),
      byId: actor.staffId,
      at: this.clock.now(),
      ...change,
    });
  }
}
