import { Injectable } from '@nestjs/common';
import { Readings } from '../audit/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import type { Asking } from './directory-loaders.js';
import { AvoidBook, type AvoidedPlaces } from './ports.js';

/** What a search for one woman leaves out. */
@Injectable()
export class ForHer {
  constructor(
    private readonly avoided: AvoidBook,
    private readonly readings: Readings,
  ) {}

  /** Whom she avoids shows in what is found: using it is reading it. Bad input where there is no such client for this reader. */
  async avoids({ actor, context }: Asking, clientId: string | null): Promise<AvoidedPlaces | null> {
    if (!clientId) return null;
    const avoided = await this.avoided.avoidedBy(actor, clientId);
    if (!avoided) throw invalidAt('forClientId', 'There is no such client.');
    this.readings.note(context, {
      chain: actor.organizationId,
      actorId: actor.staffId,
      action: 'client.search-for',
      subjectType: 'client',
      subjectId: clientId,
    });
    return avoided;
  }
}
