import type { TestApp } from './app.js';

/** How many operations each person sent while this was done; signing in is not counted. */
export async function effortOf(app: TestApp, work: () => Promise<void>): Promise<Record<string, number>> {
  const sent: Record<string, number> = {};
  const { as } = app;
  app.as = (email) => {
    const ask = as.call(app, email);
    return (document, variables) => {
      if (email) sent[email] = (sent[email] ?? 0) + 1;
      return ask(document, variables);
    };
  };
  try {
    await work();
  } finally {
    app.as = as;
  }
  return sent;
}
