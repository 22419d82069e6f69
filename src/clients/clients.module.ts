import { Global, Module } from '@nestjs/common';
import { AvoidBook } from '../directory/index.js';
import { AcknowledgeHandOver } from './acknowledge-hand-over.js';
import { Assignments } from './assignments.js';
import { ClientAccess } from './client-access.js';
import { ClientKeys } from './client-keys.js';
import { ClientLedger } from './client-ledger.js';
import { ClientNotices } from './client-notices.js';
import { ClientResolver } from './client.resolver.js';
import { HerContactRules } from './contacts/her-contact-rules.js';
import { PlannedContactResolver } from './contacts/planned-contact.resolver.js';
import { PlannedContacts } from './contacts/planned-contacts.js';
import { FindClient } from './find-client.js';
import { HandOverClients } from './hand-over-clients.js';
import { HandOverResolver } from './hand-over.resolver.js';
import { HandOvers } from './hand-overs.js';
import { HerAvoidBook } from './her-avoid-book.js';
import { OpenClient } from './open-client.js';
import { ClientPresenter } from './present-client.js';
import { TakeOverClient } from './take-over-client.js';
import { TeamInbox } from './team-inbox.js';
import { TeamResolver } from './team.resolver.js';
import { TellClient } from './tell-client.js';
import { UpdateClient } from './update-client.js';

@Global()
@Module({
  providers: [
    ClientAccess,
    ClientKeys,
    ClientLedger,
    FindClient,
    OpenClient,
    UpdateClient,
    TellClient,
    HandOverClients,
    HandOvers,
    AcknowledgeHandOver,
    ...[Assignments, TakeOverClient, TeamInbox, ClientNotices, TeamResolver],
    ...[HerContactRules, PlannedContacts, PlannedContactResolver],
    ClientPresenter,
    ClientResolver,
    HandOverResolver,
    { provide: AvoidBook, useClass: HerAvoidBook },
  ],
  exports: [
    ...[ClientAccess, ClientKeys, ClientPresenter, OpenClient, TellClient, TakeOverClient, TeamInbox],
    AvoidBook,
  ],
})
export class ClientsModule {}
