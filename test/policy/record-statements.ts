import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/index.js';

/** What the database was asked while something was done: the statements, without the values, in their order. */
export interface StatementsOf {
  during<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
}

/** Listens where every statement passes, whoever wrote it. On SQLite there are two connections. */
export async function recordStatements(database: Database): Promise<StatementsOf> {
  const sources = new Set<DataSource>([
    database.manager.dataSource,
    await database.write((tx) => Promise.resolve(tx.manager.dataSource)),
  ]);
  let heard: string[] | null = null;
  for (const { logger } of sources) logger.logQuery = (query) => void heard?.push(normalized(query));
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
