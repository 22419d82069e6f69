import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { SystemClock } from './platform/clock.js';
import type { Settings } from './platform/config.js';
import { openDatabase } from './platform/database/index.js';
import { openLog } from './platform/log.js';
import type { Ground } from './platform/platform.module.js';
import { MasterKey } from './platform/secrets/index.js';
import { SCHEMA } from './schema.js';

/** Largest body of a request, in bytes: no operation of ours needs more. */
const BODY_LIMIT = 64 * 1024;

/** Opens the database, brings it up to this version, and gathers what the house stands on. */
export async function prepareGround(settings: Settings): Promise<Ground> {
  const masterKey = new MasterKey(settings.key);
  const database = await openDatabase(settings.database, masterKey, SCHEMA);
  try {
    await database.migrate();
  } catch (error) {
    await database.close();
    throw error;
  }
  return { settings, masterKey, database, clock: new SystemClock(), log: openLog(settings.logLevel) };
}

/** The house as a Nest application; it listens nowhere yet. */
export async function buildApplication(ground: Ground): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // Idle connections are closed at once when it stops; what is being answered is answered first.
    forceCloseConnections: 'idle',
    bodyLimit: BODY_LIMIT,
    trustProxy: ground.settings.trustProxy,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), adapter, {
    // Nest's own logger would print whole errors, and a database's error repeats what was written: our log has an allow-list.
    logger: false,
    abortOnError: false,
  });
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

/** The house without its doors: for commands, which ask its use cases themselves. */
export function buildContext(ground: Ground): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.on(ground), { logger: false, abortOnError: false });
}
