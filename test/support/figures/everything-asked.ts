import { createHash } from 'node:crypto';
import request from 'supertest';
import type { TestApp } from '../app.js';

/** What a question came back as, to the last byte, without what is any request's own. */
export interface Question {
  format: 'statistics' | 'csv' | 'derived' | 'declared';
  query: string;
}

const STAT = `__typename ... on Shown { value low high } ... on BelowThreshold { lessThan }
  ... on NotApplicable { because } ... on NotPublished { reason }`;
const KEYS = 'keys { dimension value }';
const TIMES = 'cube: "service-time-band"';

/** All that can be asked about one release and the one before it, some questions side by side in each document. */
export function everythingAbout(id: string, before: string, cubes: readonly string[]): Question[] {
  const each = (format: Question['format'], at: number, ask: (cube: string, alias: string) => string): Question[] =>
    chunks(cubes, at).map((some) => ({
      format,
      query: `{ ${some.map((cube, index) => ask(cube, `a${index}`)).join(' ')} }`,
    }));
  const rates = RATES.map(
    ([cube, dimension, value], index) =>
      `r${index}: releaseRates(releaseId: "${id}", cube: "${cube}", of: { dimension: "${dimension}", values: ["${value}"] }) { ${KEYS} percent { ${STAT} } }`,
  );
  const steps = ['agency-pmtct-step', 'area-pmtct-step'].map(
    (cube, index) => `c${index}: releaseCascade(releaseId: "${id}", cube: "${cube}") { ${KEYS} women { ${STAT} } }`,
  );
  const bands = [10, 50, 90].map(
    (percent) => `p${percent}: releasePercentiles(releaseId: "${id}", ${TIMES}, percent: ${percent}) { ${KEYS} band }`,
  );
  const trend = (cube: string, alias: string): string =>
    `${alias}: releaseTrend(beforeId: "${before}", afterId: "${id}", cube: "${cube}") { ${KEYS} before { ${STAT} } after { ${STAT} } change }`;
  const tables = `tables: releaseTables(releaseId: "${id}") { cube note mostCells sigma threshold dimensions { dimension name values { value name } } }`;
  const releases = 'releases { id period sealedAt rho checksum cubes en: note es: note(language: "es") }';
  return [
    ...each(
      'statistics',
      8,
      (cube, alias) => `${alias}: statistics(releaseId: "${id}", cube: "${cube}") { ${KEYS} women { ${STAT} } }`,
    ),
    ...each('csv', 8, (cube, alias) => `${alias}: statisticsCsv(releaseId: "${id}", cube: "${cube}")`),
    { format: 'derived', query: `{ ${[...rates, ...steps, ...bands].join(' ')} }` },
    {
      format: 'derived',
      query: `{ ${['total', 'agency', 'agency-age'].map((cube, index) => trend(cube, `t${index}`)).join(' ')} }`,
    },
    { format: 'declared', query: `{ ${tables} ${releases} }` },
  ];
}

const RATES = [
  ['agency-outcome', 'outcome', 'received'],
  ['service-outcome', 'outcome', 'received'],
  ['area-service-met', 'met', 'met'],
  ['agency-pmtct-step', 'pmtct-step', 'received'],
] as const;

const chunks = <T>(of: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(of.length / size) }, (_, index) => of.slice(index * size, (index + 1) * size));

/** The body of the answer as it came over the wire. */
export async function bytesOf(
  app: TestApp,
  who: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await request(app.nest.getHttpServer())
    .post('/graphql')
    .set({ ...headers, authorization: `Bearer ${await app.token(who)}` })
    .send({ query });
  return response.text;
}

export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex');
