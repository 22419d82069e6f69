import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/index.js';

/** What the database was asked while something was done: the statements, without the values, in their order. */
export interface StatementsOf {
  during<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
}

/** The house looks by the clock whether its key is being changed, whoever asks what: no answer waits for it, and no id is in it. */
const HEARTBEAT = /FROM (key_change WHERE state <> 'DONE'|house_secret WHERE name)/;

/** Listens where every statement passes, whoever wrote it. On SQLite there are two connections. */
export async function recordStatements(database: Database): Promise<StatementsOf> {
  const sources = new Set<DataSource>([
    database.manager.dataSource,
    await database.write((tx) => Promise.resolve(tx.manager.dataSource)),
  ]);
  let heard: string[] | null = null;
  for (const { logger } of sources)
    logger.logQuery = (query) => {
      if (!HEARTBEAT.test(query)) heard?.push(normalized(query));
    };
  return {
    async during(work) {
      const statements: string[] = [];
      heard = statements;
      try {
        return { result: await work(), statements };
      } finally {
        heard = null;
      }
    },
  };
}

/** Line breaks and numbers of parameters say nothing of what is asked. */
const normalized = (query: string): string =>
  query
    .replace(/\s+/g, ' ')
    .replace(/\$\d+/g, '?')
    .replace(/, \d+(?=,|\))/g, ', ?')
    .replace(/\(\?(, ?\?)*\)/g, '(?)')
    .replace(/SELECT ("\w+"\."\w+" AS "\w+"(, )?)+/g, 'SELECT all ')
    .trim();
