import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditChain, AuditEntryRow, AuditTrail, Readings } from '../../src/audit/index.js';
import { DirectoryLoaders, type Asking } from '../../src/directory/directory-loaders.js';
import {
  AreaRow,
  DirectoryRevisionRow,
  ListingAttributeRow,
  ListingBook,
  ListingCapacityRow,
  ListingChangeRow,
  ListingHoldRow,
  ListingRow,
  OrganizationBook,
  OrganizationRow,
  RefusalEvidenceRow,
  UnmetNeedRow,
  VerificationTaskRow,
  type DoorKeeper,
} from '../../src/directory/index.js';
import { ListingChangePresenter } from '../../src/directory/reviewing/present-changes.js';
import { Actor, Staff, StaffDirectory, StaffSession, type RoleValue } from '../../src/identity/index.js';
import { migrations } from '../../src/migrations/index.js';
import { Clock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { RequestContext } from '../../src/platform/graphql/request-context.js';
import { newId } from '../../src/platform/ids.js';
import { Once, OnceKey } from '../../src/platform/once/index.js';
import { MasterKey } from '../../src/platform/secrets/index.js';
import { freshDatabase, type DatabaseKind } from './databases.js';

/** Stands still until it is told to go on. */
export class StoppedClock extends Clock {
  constructor(public at = Date.parse('2026-11-22T10:00:00Z')) {
    super();
  }

  override millis(): number {
    return this.at;
  }

  pass(hours: number): void {
    this.at += hours * 60 * 60_000;
  }
}

/** The directory's own tables and services on a database of its own, without any feature above it. */
export interface TestDirectory {
  database: Database;
  clock: StoppedClock;
  trail: AuditTrail;
  once: Once;
  loaders: DirectoryLoaders;
  book: ListingBook;
  changes: ListingChangePresenter;
  /** Listings whose door a referral opens, to everybody who asks. */
  openDoors: Set<string>;
  organizationId: string;
  otherOrganizationId: string;
  areaId: string;
  close(): Promise<void>;
}

const ENTITIES = [
  OnceKey,
  AuditChain,
  AuditEntryRow,
  Staff,
  StaffSession,
  OrganizationRow,
  AreaRow,
  ListingRow,
  ListingAttributeRow,
  ListingCapacityRow,
  ListingChangeRow,
  ListingHoldRow,
  DirectoryRevisionRow,
  VerificationTaskRow,
  RefusalEvidenceRow,
  UnmetNeedRow,
];

export async function testDirectory(kind: DatabaseKind): Promise<TestDirectory> {
  const fresh = await freshDatabase(kind);
  const settings = readSettings({
    DATABASE_URL: fresh.url,
    ALONGSIDE_KEY: randomBytes(32).toString('base64'),
  });
  const key = new MasterKey(settings.key);
  const database = await openDatabase(settings.database, key, { entities: ENTITIES, migrations: [...migrations] });
  await database.migrate();
  const clock = new StoppedClock();
  const trail = new AuditTrail(clock);
  const openDoors = new Set<string>();
  const doors: DoorKeeper = {
    openDoors: (_actor, ids) => Promise.resolve(new Set(ids.filter((id) => openDoors.has(id)))),
  };
  const staff = new StaffDirectory(database);
  const loaders = new DirectoryLoaders(database, staff, doors);
  const readings = new Readings(database, trail);
  const book = new ListingBook(loaders, readings, clock);
  const changes = new ListingChangePresenter(database, book, new OrganizationBook(loaders), staff, readings);
  const places = await somePlaces(database, clock);
  const close = async () => {
    await database.close();
    await fresh.drop();
  };
  return { database, clock, trail, once: new Once(clock, key), loaders, book, changes, openDoors, ...places, close };
}

async function somePlaces(database: Database, clock: Clock) {
  const [organizationId, otherOrganizationId, areaId] = [newId(), newId(), newId()];
  const plain = { neutralName: null, description: null, website: null, sourceIdentity: null, createdAt: clock.now() };
  await database.write(async (tx) => {
    await tx.manager.insert(OrganizationRow, [
      { ...plain, id: organizationId, name: 'Hers' },
      { ...plain, id: otherOrganizationId, name: 'Another' },
    ]);
    await tx.manager.insert(AreaRow, { id: areaId, name: 'Northside', parentId: null, latitude: 45, longitude: -20 });
  });
  return { organizationId, otherOrganizationId, areaId };
}

export const staffOf = (organizationId: string, roles: RoleValue[], answersFor: string[] | null = null): Actor =>
  new Actor(newId(), organizationId, roles, answersFor);

/** One request of hers; nothing in these tests looks at what came over HTTP. */
export const asking = (actor: Actor): Asking => ({
  actor,
  context: new RequestContext({} as FastifyRequest, {} as FastifyReply),
});
