import { Controller, Get, Module, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import sql from 'sql-template-tag';
import { Database } from '../database/index.js';

/** For whoever watches over the process. Says nothing of what is in it. */
@Controller('health')
class HealthController {
  constructor(private readonly database: Database) {}

  /** The process runs. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The database answers. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    try {
      await this.database.one(sql`SELECT 1 AS one`);
      return { status: 'ok' };
    } catch {
      void reply.code(503);
      return { status: 'not ready' };
    }
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
