import type { Page } from 'playwright-core';
import { CASEWORKER } from '../support/journey.js';
import { axe, fillSignIn, PagesApp, screenshot } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

/** In its own words: what the pages call things, and what the server says to what was wrong. */
const SPANISH = {
  newRecord: 'Abrir una ficha nueva',
  herWords: /Palabras para encontrarla otra vez/,
  save: 'Guardar',
  refused: 'El correo, la contraseña o el código no es correcto.',
  tooShort: 'Elija al menos 12 letras; lo mejor, tres o cuatro palabras.',
  wrong: 'La contraseña o el código no es correcto.',
};
const ARABIC: typeof SPANISH = {
  newRecord: 'افتحي سجلًا جديدًا',
  herWords: /كلمات لإيجادها من جديد/,
  save: 'احفظي',
  refused: 'البريد أو كلمة المرور أو الرمز غير صحيح.',
  tooShort: 'عدد الحروف لا يقل عن 12، والأفضل ثلاث كلمات أو أربع.',
  // Outside the main story: English, which keeps its order among Arabic.
  wrong: '\u2066The password or the code is not right.\u2069',
};

describePages('what the server refuses is said in the language of the reader', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start();
  });
  afterAll(() => pages.close());

  /** At the door with a wrong password, and at it again with the right one. */
  async function comesIn(locale: string, refused: string): Promise<Page> {
    const page = await pages.open('/', { locale });
    await page.locator('input[autocomplete=username]').fill(CASEWORKER);
    await page.locator('input[autocomplete=current-password]').fill('not the words that were chosen');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').getByText(refused).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, `refused-at-the-door-${locale}`);
    await fillSignIn(page, CASEWORKER);
    return page;
  }

  it.each([
    ['es', SPANISH],
    ['ar', ARABIC],
  ])('%s: at the door, at a field, in her account', async (locale, words) => {
    const page = await comesIn(locale, words.refused);
    await page.locator('nav.places a[href="/woman"]').click();
    await page.getByRole('button', { name: words.newRecord }).click();
    await page.locator('nav.tabs a[href="/woman/record?view=told"]').click();
    await page.getByLabel(words.herWords).fill('azul');
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.locator('.field-wrong .error').waitFor();
    expect(await page.locator('.field-wrong .error').textContent()).toContain(words.tooShort);
    expect(await page.getByLabel(words.herWords).getAttribute('aria-invalid')).toBe('true');
    expect(await axe(page)).toEqual([]);
    await screenshot(page, `refused-at-a-field-${locale}`);

    await page.goto('/account');
    await page.locator('input[autocomplete=current-password]').fill('not the words that were chosen');
    await page.locator('input[autocomplete=new-password]').fill('another kettle on a wide stone');
    await page
      .locator('form', { has: page.locator('input[autocomplete=new-password]') })
      .locator('button')
      .click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain(words.wrong);
  });
});
