import { Injectable } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { ClientAccess, type ClientRow } from '../clients/index.js';
import { custodialAmong } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { Once } from '../platform/once/index.js';
import type { StartPlanInput } from './plan.input.js';
import { findTemplate, type PlanTemplateSeed } from './plan-templates.js';
import { WritePlan } from './write-plan.js';

/** A plan begins: its steps are laid out from the template, and each gets its day. */
@Injectable()
export class StartPlan {
  constructor(
    private readonly database: Database,
    private readonly clients: ClientAccess,
    private readonly repeatable: Once,
    private readonly writing: WritePlan,
  ) {}

  start(actor: Actor, input: StartPlanInput): Promise<string> {
    return this.database.write(async (tx) => {
      const client = await this.clients.toActFor(tx, actor, input.clientId);
      const act = { who: actor.staffId, operation: 'startPlan', key: input.key, body: input };
      return this.repeatable.do(tx, act, async () => {
        const template = findTemplate(input.templateCode);
        if (!template) throw invalidAt('templateCode', 'There is no such template.');
        checkOptional(template, input.optionalSteps ?? []);
        await checkFacility(tx, template, input.facilityId ?? null);
        await onePlanOfItsKind(tx, client, template);
        return this.writing.write(tx, actor, client, template, input);
      });
    });
  }
}

function checkOptional(template: PlanTemplateSeed, codes: readonly string[]): void {
  const unknown = codes.findIndex((code) => !template.steps.some((step) => step.optional && step.code === code));
  if (unknown >= 0) throw invalidAt(`optionalSteps.${unknown}`, 'This template has no such step to choose.');
}

async function checkFacility(tx: Transaction, { custody }: PlanTemplateSeed, facilityId: string | null): Promise<void> {
  if (!facilityId) return;
  if (!custody) throw invalidAt('facilityId', 'This plan has nothing to do with custody: leave it out.');
  if (!(await custodialAmong(tx, [facilityId])).has(facilityId))
    throw invalidAt('facilityId', 'The directory knows no such place of custody.');
}

/** Two that ask for the same would be one too many; her row is held, so that of two at once the second finds the first. */
async function onePlanOfItsKind(tx: Transaction, client: ClientRow, template: PlanTemplateSeed): Promise<void> {
  const held = tx.kind === 'postgres' ? sql`FOR UPDATE` : empty;
  await tx.one(sql`SELECT id FROM client WHERE id = ${client.id} ${held}`);
  const other = await tx.one(sql`
    SELECT id FROM plan WHERE client_id = ${client.id} AND template_code = ${template.code} AND ended_at IS NULL`);
  if (other) throw invalidAt('templateCode', 'She has such a plan that goes on: move its date, or end it first.');
}
