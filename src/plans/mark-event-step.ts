import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/index.js';
import { PlanStepRow } from './plan.entity.js';

/** The step that says that it happened; done and undone with that, and in no other way. */
@Injectable()
export class MarkEventStep {
  async done(tx: Transaction, planId: string, doneOn: string): Promise<void> {
    await tx.manager.update(PlanStepRow, { planId, kind: 'EVENT' }, { state: 'DONE', doneOn });
  }

  async reopen(tx: Transaction, planId: string): Promise<void> {
    await tx.manager.update(PlanStepRow, { planId, kind: 'EVENT' }, { state: 'OPEN', doneOn: null });
  }
}
