/**
 * Last answers about the directory, so that they stay readable without a connection. In this page's memory only: nothing is ever written to the device, so
 * nothing is found on it later; a page that is loaded again without a connection has nothing. Never a woman, never a referral: only questions that say `keep`.
 */
const kept = new Map<string, unknown>();
const MOST = 30;

export const keptAnswer = (name: string, asked: string): unknown => kept.get(`${name} ${asked}`);

export function keepAnswer(name: string, asked: string, answer: unknown): void {
  const key = `${name} ${asked}`;
  kept.delete(key);
  kept.set(key, answer);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

export const forgetAnswers = (): void => kept.clear();
