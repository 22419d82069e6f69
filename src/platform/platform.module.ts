import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Changes } from './changes/index.js';
import { Clock } from './clock.js';
import type { Settings } from './config.js';
import { Database } from './database/index.js';
import { ErasureLedger } from './erasure/index.js';
import { NeutralAnswers } from './http/neutral-answers.js';
import { ProblemFilter } from './graphql/problem.filter.js';
import { inputValidation } from './graphql/validation.js';
import { Jobs } from './jobs/index.js';
import { KeyKeeper, WrapRegister } from './keys/index.js';
import { LOG, type Log } from './log.js';
import { Once } from './once/index.js';
import { MasterKey } from './secrets/index.js';
import { SETTINGS } from './settings.js';
import { Throttle } from './throttle/index.js';

/** What the process was started with; tests put their own clock and database here. */
export interface Ground {
  settings: Settings;
  clock: Clock;
  database: Database;
  masterKey: MasterKey;
  log: Log;
}

@Global()
@Module({})
export class PlatformModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: SETTINGS, useValue: ground.settings },
        { provide: Clock, useValue: ground.clock },
        { provide: Database, useValue: ground.database },
        { provide: MasterKey, useValue: ground.masterKey },
        { provide: LOG, useValue: ground.log },
        { provide: APP_FILTER, useClass: NeutralAnswers },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: inputValidation },
        Once,
        Jobs,
        Throttle,
        KeyKeeper,
        WrapRegister,
        ErasureLedger,
        Changes,
      ],
      exports: [
        SETTINGS,
        Clock,
        Database,
        MasterKey,
        LOG,
        Once,
        Jobs,
        Throttle,
        KeyKeeper,
        WrapRegister,
        ErasureLedger,
        Changes,
      ],
    };
  }
}
