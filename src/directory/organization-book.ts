import { Injectable } from '@nestjs/common';
import type { Area } from './area.type.js';
import { DirectoryLoaders, type Asking } from './directory-loaders.js';
import type { Organization } from './organization.type.js';

/** Organizations and areas as everybody in the network may see them, many at a time. */
@Injectable()
export class OrganizationBook {
  constructor(private readonly loaders: DirectoryLoaders) {}

  /** In the order of the ids; null where there is none. */
  async organizations(asking: Asking, ids: readonly string[]): Promise<(Organization | null)[]> {
    const { organizations } = this.loaders.of(asking);
    return Promise.all(ids.map((id) => organizations.load(id)));
  }

  /** One that must be there, because something refers to it. */
  async organization(asking: Asking, id: string): Promise<Organization> {
    const organization = await this.loaders.of(asking).organizations.load(id);
    if (!organization) throw new Error('an organization that is referred to is not there');
    return organization;
  }

  /** In the order of the ids; null where there is none. */
  async areas(asking: Asking, ids: readonly string[]): Promise<(Area | null)[]> {
    const { areas } = this.loaders.of(asking);
    return Promise.all(ids.map((id) => areas.load(id)));
  }
}
