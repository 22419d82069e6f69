import type { Page } from 'playwright-core';
import { axe, fillSignIn, PagesApp, screenshot, scrollsSideways, slowDown } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

const CASEWORKER = 'caseworker@riverside.example';
const pathOf = (page: Page) => new URL(page.url()).pathname;
const oursIsShown = async (page: Page) => (await page.locator('nav, input, main').count()) > 0;

describePages('she leaves now', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start();
  }, 120_000);
  afterAll(() => pages.close());

  /** Neither Back, twice, nor Forward leads to anything of ours, and nothing of ours is kept. */
  const expectNothingLeft = async (page: Page) => {
    await page.waitForURL('**/away');
    await page.waitForFunction(`document.title === 'Welcome'`);
    expect(await page.evaluate('Object.keys(localStorage).length + Object.keys(sessionStorage).length')).toBe(0);
    expect(await page.evaluate('caches.keys().then((keys) => keys.length)')).toBe(0);
    expect(await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0);
    for (let back = 1; back <= 2; back++) {
      await page.goBack();
      expect(['/away', 'blank']).toContain(pathOf(page));
      expect(await oursIsShown(page)).toBe(false);
    }
    await page.goForward();
    expect(await oursIsShown(page)).toBe(false);
    expect(await page.context().cookies()).toEqual([]);
  };

  it('signs in, sees where to search, goes about, leaves by the button', async () => {
    const page = await pages.open('/');
    await screenshot(page, 'sign-in');
    expect(await axe(page)).toEqual([]);
    await fillSignIn(page, CASEWORKER);
    await page.getByRole('heading', { name: 'Search', level: 1 }).waitFor();
    expect(await page.title()).toBe('Search');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.context().cookies()).toMatchObject([
      { name: '__Host-alongside', httpOnly: true, secure: true, sameSite: 'Strict' },
    ]);
    await page.getByRole('button', { name: 'Leave now' }).click();
    await expectNothingLeft(page);
  }, 60_000);

  it('leaves by Shift three times, and not by writing capitals', async () => {
    const page = await pages.signIn(CASEWORKER);
    for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`);
    expect(pathOf(page)).toBe('/find');
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
    await expectNothingLeft(page);
  }, 60_000);

  it('covers a page that is still loading on a slow link before anything else', async () => {
    const page = await pages.signIn(CASEWORKER);
    await slowDown(page);
    // What the place needs never comes.
    await page.route('**/graphql', () => undefined);
    void page.reload();
    await page.locator('.loading').waitFor();
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
    expect(await oursIsShown(page)).toBe(false);
    await page.unroute('**/graphql');
    await expectNothingLeft(page);
  }, 60_000);

  it('has ended the session on the server, not only in the browser', async () => {
    const page = await pages.signIn(CASEWORKER);
    const [cookie] = await page.context().cookies();
    const changes = (value: string) =>
      fetch(`${pages.origin}/changes`, { headers: { cookie: `__Host-alongside=${value}`, origin: pages.origin } });
    const before = await changes(cookie!.value);
    await before.body?.cancel();
    await page.getByRole('button', { name: 'Leave now' }).click();
    await page.waitForURL('**/away');
    expect([before.status, (await changes(cookie!.value)).status]).toEqual([200, 401]);
  }, 60_000);
});

describePages('a session', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start();
  }, 120_000);
  afterAll(() => pages.close());

  it('that is ended elsewhere ends here, and the same person goes on where she was', async () => {
    const here = await pages.signIn(CASEWORKER);
    await here.getByRole('link', { name: 'Account' }).click();
    await here.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    await screenshot(here, 'account');
    const there = await pages.signIn(CASEWORKER);
    await there.getByRole('link', { name: 'Account' }).click();
    await there.getByRole('button', { name: 'End all others' }).click();
    await here.getByRole('heading', { name: 'Locked' }).waitFor();
    await screenshot(here, 'locked');
    expect(await axe(here)).toEqual([]);
    expect(await here.locator('table').count()).toBe(0);
    await fillSignIn(here, CASEWORKER);
    expect(pathOf(here)).toBe('/account');
  }, 60_000);

  it('that lies idle is locked, also while changes come in', async () => {
    const page = await pages.open('/');
    await page.clock.install();
    await page.reload();
    await fillSignIn(page, CASEWORKER);
    await page.clock.runFor(14 * 60_000);
    expect(await page.getByRole('heading', { name: 'Locked' }).count()).toBe(0);
    await page.clock.runFor(2 * 60_000);
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
  }, 60_000);

  it('says that there is no connection, and what it knows stays', async () => {
    const page = await pages.signIn(CASEWORKER);
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await screenshot(page, 'offline');
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
  }, 60_000);
});

describePages('the frame of every place', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start();
  }, 120_000);
  afterAll(() => pages.close());

  it.each([
    ['a phone', { viewport: { width: 360, height: 740 } }],
    ['a tablet in the dark', { viewport: { width: 768, height: 1024 }, colorScheme: 'dark' }],
    ['a desk', { viewport: { width: 1280, height: 800 } }],
    ['right to left', { viewport: { width: 360, height: 740 }, locale: 'ar' }],
    ['320 px, forced colours', { viewport: { width: 320, height: 640 }, forcedColors: 'active' }],
  ] as const)(
    '%s: axe finds nothing, and nothing stands wider than the window',
    async (name, options) => {
      const page = await pages.signIn('manager@riverside.example', options);
      for (const path of ['/find', '/account', '/nowhere-at-all', '/network']) {
        if (path.startsWith('/nowhere'))
          await page.evaluate(
            `history.pushState({ depth: 1 }, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`,
          );
        else await page.goto(path);
        await page.locator('h1').waitFor();
        await screenshot(page, `frame-${name.replace(/\W+/g, '-')}${path.replace('/', '-')}`);
        expect([path, await axe(page), await scrollsSideways(page)]).toEqual([path, [], false]);
      }
    },
    90_000,
  );
});
