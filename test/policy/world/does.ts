import type { Answer, TestApp } from '../../support/app.js';

/** One act, and what it answered; an error fails whatever asked. */
export async function does(
  app: TestApp,
  who: string,
  document: string,
  variables: Record<string, unknown>,
): Promise<Answer['data']> {
  const { data, errors } = await app.as(who)(document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data as object)[0];
}
