import type { Page } from 'playwright-core';

/** Tab until the control with these words has the focus; further than anybody would go it is not looked for. */
export async function reach(page: Page, words: string | RegExp, furthest = 80): Promise<void> {
  for (let press = 0; press < furthest; press++) {
    await page.keyboard.press('Tab');
    const focused = String(await page.evaluate(WORDS_OF_THE_FOCUSED));
    if (typeof words === 'string' ? focused.includes(words) : words.test(focused)) return;
  }
  throw new Error(`the keyboard does not reach “${String(words)}”`);
}

const WORDS_OF_THE_FOCUSED = `(() => {
  const control = document.activeElement;
  const label = control?.closest('label') ?? (control?.labels ?? [])[0] ?? control;
  return (label?.textContent ?? '') + ' ' + (control?.getAttribute('aria-label') ?? '');
})()`;
