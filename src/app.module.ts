import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { ClientsModule } from './clients/index.js';
import { ConsentModule } from './consent/index.js';
import { DirectoryModule } from './directory/index.js';
import { IdentityModule } from './identity/index.js';
import { InsightModule } from './insight/index.js';
import { InterchangeModule } from './interchange/index.js';
import { graphqlModule } from './platform/graphql/index.js';
import { HealthModule } from './platform/http/index.js';
import { PlatformModule, type Ground } from './platform/platform.module.js';
import { PlansModule } from './plans/index.js';
import { ReferralsModule } from './referrals/index.js';
import { WebModule } from './web/index.js';

/** The whole house on one ground. */
@Module({})
export class AppModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(ground),
        graphqlModule(),
        HealthModule,
        AuditModule,
        IdentityModule,
        DirectoryModule,
        ClientsModule,
        ConsentModule,
        ReferralsModule,
        PlansModule,
        InsightModule,
        InterchangeModule,
        WebModule,
      ],
    };
  }
}
