import { axe, PagesApp, screenshot } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

describePages('she leaves now', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start();
  });
  afterAll(() => pages.close());

  it('signs in, sees where to search, and after leaving neither Back nor Forward shows anything of it', async () => {
    const page = await pages.open('/');
    await screenshot(page, 'sign-in');
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('E-mail address').fill('caseworker@riverside.example');
    await page.getByLabel('Password').fill('a long enough password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Search' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await screenshot(page, 'inbox');
    expect(await page.context().cookies()).toHaveLength(1);

    await page.getByRole('button', { name: 'Leave now' }).click();
    await page.waitForURL('**/away');
    for (let back = 1; back <= 2; back++) {
      await page.goBack();
      expect(new URL(page.url()).pathname).toMatch(/^(\/away|blank)$/);
      expect(await page.locator('nav, input').count()).toBe(0);
    }
    await page.goForward();
    expect(await page.locator('nav, input').count()).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  });
});
