import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { SystemClock } from './platform/clock.js';
import type { Settings } from './platform/config.js';
import { openDatabase } from './platform/database/index.js';
import { frontDoor } from './platform/http/index.js';
import { openLog } from './platform/log.js';
import type { Ground } from './platform/platform.module.js';
import { MasterKey } from './platform/secrets/index.js';
import { SCHEMA } from './schema.js';

/** Opens the database, brings it up to this version, and gathers what the house stands on. */
export async function prepareGround(settings: Settings): Promise<Ground> {
  const masterKey = new MasterKey(settings.key, settings.nextKey);
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
  const adapter = frontDoor(ground);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), adapter, {
    // Nest's own logger would print whole errors, and a database's error repeats what was written: our log has an allow-list.
    logger: false,
    abortOnError: false,
    // Fastify reads JSON by itself; Nest would let forms in besides.
    bodyParser: false,
  });
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

/** The house without its doors: for commands, which ask its use cases themselves. */
export function buildContext(ground: Ground): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.on(ground), { logger: false, abortOnError: false });
}
