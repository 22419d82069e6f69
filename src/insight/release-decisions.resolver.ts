import { Args, Float, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, StaffDirectory, type Actor } from '../identity/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { ReleasePresenter } from './present-release.js';
import {
  ApproveReleaseDecisionResult,
  AskReleaseDecisionResult,
  ReleaseDecision,
  ReleaseParameters,
  SetReleaseParametersResult,
} from './release-derived.type.js';
import { ReleaseParametersInput } from './release-parameters.input.js';
import { DecideRelease } from './releases/decide-release.js';
import type { HigherCap, Parameters, SealAgain } from './releases/parameters.js';
import type { ReleaseDecisionRow } from './releases/release.entity.js';

const LONGEST_REASON = 500;

@Resolver()
export class ReleaseDecisionsResolver {
  constructor(
    private readonly deciding: DecideRelease,
    private readonly staff: StaffDirectory,
    private readonly presenter: ReleasePresenter,
  ) {}

  @Query(() => ReleaseParameters, { description: 'What a period that begins now will be sealed with.' })
  @Allow('ADMINISTRATOR')
  async releaseParameters(): Promise<ReleaseParameters> {
    return this.#presentParameters(await this.deciding.inForce());
  }

  @Query(() => [ReleaseDecision], { description: 'What waits for a second administrator, the oldest first.' })
  @Allow('ADMINISTRATOR')
  async releaseDecisions(): Promise<ReleaseDecision[]> {
    return Promise.all((await this.deciding.waiting()).map((row) => this.#present(row)));
  }

  @Mutation(() => SetReleaseParametersResult, {
    description: 'For periods that begin after it only: what has begun is sealed by what was known then.',
  })
  @Allow('ADMINISTRATOR')
  async setReleaseParameters(
    @By() actor: Actor,
    @Args('input') { size, rhoQuarter, rhoHalfYear, rhoYear }: ReleaseParametersInput,
  ): Promise<typeof SetReleaseParametersResult> {
    const parameters = { size, rho: { quarter: rhoQuarter, 'half-year': rhoHalfYear, year: rhoYear } };
    await this.deciding.setParameters(actor.staffId, parameters);
    return this.#presentParameters(parameters);
  }

  @Mutation(() => AskReleaseDecisionResult, {
    description:
      'Asks for more than 1.0 of each woman’s protection in 12 months, 2.5 at most, for periods that begin after a second administrator approved it.',
  })
  @Allow('ADMINISTRATOR')
  async askHigherReleaseCap(
    @By() actor: Actor,
    @Args('cap', { type: () => Float, description: 'Above 1.0, 2.5 at most.' }) cap: number,
    @Args('because', { description: 'Why; 500 characters at most.' }) because: string,
  ): Promise<typeof AskReleaseDecisionResult> {
    return this.#present(await this.deciding.askHigherCap(actor.staffId, { cap, because: said('because', because) }));
  }

  @Mutation(() => AskReleaseDecisionResult, {
    description:
      'After an incident: asks that a period be sealed once more. Both releases stay, the new one names the old one and the incident, and it spends as much again.',
  })
  @Allow('ADMINISTRATOR')
  async askSealAgain(
    @By() actor: Actor,
    @Args('releaseId', { type: () => ID, description: 'The release that is wrong.' }) releaseId: string,
    @Args('incident', { description: 'What happened, fit to be read by everybody; 500 characters at most.' })
    incident: string,
  ): Promise<typeof AskReleaseDecisionResult> {
    return this.#present(
      await this.deciding.askSealAgain(actor.staffId, { releaseId, incident: said('incident', incident) }),
    );
  }

  @Mutation(() => ApproveReleaseDecisionResult, {
    description: 'The second of two administrators says yes; to sealing again, it is done at once.',
  })
  @Allow('ADMINISTRATOR')
  async approveReleaseDecision(
    @By() actor: Actor,
    @Args('id', { type: () => ID, description: 'One of `releaseDecisions`.' }) id: string,
  ): Promise<typeof ApproveReleaseDecisionResult> {
    const approved = await this.deciding.approve(actor.staffId, id);
    return 'checksum' in approved ? this.presenter.present(approved) : this.#present(approved);
  }

  async #presentParameters({ size, rho }: Parameters): Promise<ReleaseParameters> {
    return Object.assign(new ReleaseParameters(), {
      ...{ size, rhoQuarter: rho.quarter, rhoHalfYear: rho['half-year'], rhoYear: rho.year },
      cap: await this.deciding.capInForce(),
    });
  }

  async #present({ id, kind, content, byId, at }: ReleaseDecisionRow): Promise<ReleaseDecision> {
    if (kind === 'PARAMETERS') throw forbidden();
    const asked = JSON.parse(content) as Partial<HigherCap & SealAgain>;
    return Object.assign(new ReleaseDecision(), {
      ...{ id, kind, at, cap: asked.cap ?? null, releaseId: asked.releaseId ?? null },
      because: asked.because ?? asked.incident ?? '',
      by: await this.staff.one(byId),
    });
  }
}

function said(path: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST_REASON)
    throw invalidAt(path, `Say it in ${LONGEST_REASON} characters at most.`);
  return trimmed;
}
