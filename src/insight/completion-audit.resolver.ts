import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { DateScalar, WEIGHT, type RequestContext } from '../platform/graphql/index.js';
import { AuditTable, tableAsCsv } from './audit-table.js';
import { AuditCompletion } from './completion-audit.js';
import { CompletionAudit } from './completion-audit.type.js';
import { Direction } from './direction.js';
import { CompletionAuditPresenter } from './present-completion-audit.js';

@Resolver()
export class CompletionAuditResolver {
  constructor(
    private readonly audit: AuditCompletion,
    private readonly presenter: CompletionAuditPresenter,
  ) {}

  @Query(() => CompletionAudit, {
    complexity: WEIGHT.heavy,
    description:
      'What became of the referrals that the reader’s own organization sent or received from `from` to `to`, both days included, in the network’s time zone; ten years at most. Managers; AGENCY: RECEIVED only, and where consent is narrowed to a listing only what she answers for. On the receiving side an age band or pregnancy that consent does not name counts as UNKNOWN. Each reading is an entry in the audit trail.',
  })
  @Allow('MANAGER', 'AGENCY')
  async completionAudit(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('from', { type: () => DateScalar, description: 'First day of the cohort.' }) from: string,
    @Args('to', { type: () => DateScalar, description: 'Last day of the cohort, itself included.' }) to: string,
    @Args('direction', {
      type: () => Direction,
      nullable: true,
      defaultValue: Direction.SENT,
      description: 'Which side of it to count.',
    })
    direction: Direction | null,
  ): Promise<CompletionAudit> {
    const asking = { actor, context };
    const question = { from, to, direction: direction ?? Direction.SENT };
    return this.presenter.present(await this.audit.read(asking, question), question, asking);
  }

  @Query(() => String, {
    complexity: WEIGHT.heavy,
    description:
      'One table of the completion audit as CSV, to be taken along: the same figures for the same readers, and an entry of its own in the audit trail. UTF-8 with a byte order mark, lines end as RFC 4180 has it, and no cell is a formula.',
  })
  @Allow('MANAGER', 'AGENCY')
  async completionAuditCsv(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('table', { type: () => AuditTable, description: 'Which table.' }) table: AuditTable,
    @Args('from', { type: () => DateScalar, description: 'First day of the cohort.' }) from: string,
    @Args('to', { type: () => DateScalar, description: 'Last day of the cohort, itself included.' }) to: string,
    @Args('direction', {
      type: () => Direction,
      nullable: true,
      defaultValue: Direction.SENT,
      description: 'Which side of it to count.',
    })
    direction: Direction | null,
  ): Promise<string> {
    const asking = { actor, context };
    const question = { from, to, direction: direction ?? Direction.SENT };
    const figures = await this.audit.read(asking, question, 'completion-audit.download');
    return tableAsCsv(await this.presenter.present(figures, question, asking), table);
  }
}
