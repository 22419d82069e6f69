import type { Page } from 'playwright-core';
import { CASEWORKER, REFUGE, TestJourney } from '../support/journey.js';
import { noteHand } from '../support/pages/hand.js';
import { fillSignIn, PagesApp, screenshot, slowDown } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

describePages('a worker and an agency, each in a browser of her own', () => {
  let pages: PagesApp;
  let journey: TestJourney;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
    journey = new TestJourney(pages.house);
  });
  afterAll(() => pages.close());

  /** Signed in, and then there; whatever it shows from then on came by itself. */
  const watches = async (who: string, path: string): Promise<Page> => {
    const page = await pages.signIn(who);
    await page.goto(path);
    await page.locator('h1').waitFor();
    await page.evaluate('window.neverLoadedAgain = true');
    return page;
  };
  const card = (page: Page, code: string) => page.locator('article', { hasText: code });

  it('see each other’s steps as they are taken, and neither loads her page again', async () => {
    const agency = await watches(REFUGE, '/inbox');
    await agency.locator('.empty').waitFor();
    const worker = await watches(CASEWORKER, `/refer/${pages.house.network.listings.refuge}?services=shelter`);
    await worker.getByRole('button', { name: 'Open a new record' }).click();
    await worker.getByRole('button', { name: 'Show what would cross' }).click();
    await worker.getByRole('checkbox', { name: /she may say no/ }).check();
    await worker.getByRole('button', { name: 'She says yes: send' }).click();
    await worker.getByText('Sent to Safe House Refuge.').waitFor();

    const arrived = agency.locator('article').first();
    await arrived.getByRole('button', { name: /^Yes/ }).waitFor();
    await screenshot(agency, 'live-agency-1280');
    const { ids } = await journey.inbox(REFUGE, 'TO_ANSWER');
    const seen = await journey.sees(CASEWORKER, { id: ids[0] ?? '' });
    await worker.locator('nav.places a[href="/inbox"]').click();
    await worker.getByRole('link', { name: /^To follow/ }).click();
    const followed = card(worker, seen.client?.code ?? '');
    await followed.waitFor();
    await arrived.getByRole('button', { name: /^Yes/ }).click();
    await agency.getByText('Said: she can come.').waitFor();
    await followed
      .getByText(/Accepted|said yes|can come/i)
      .first()
      .waitFor();
    await screenshot(worker, 'live-worker-1280');
    expect(await Promise.all([agency, worker].map((page) => page.evaluate('window.neverLoadedAgain')))).toEqual([
      true,
      true,
    ]);
  });

  it('on a slow phone what was found is there soon enough to be waited for', async () => {
    const page = await pages.open('/find?services=shelter&must=accepts-drug-use', {
      viewport: { width: 360, height: 740 },
    });
    await slowDown(page);
    await page.reload();
    const began = Date.now();
    await fillSignIn(page, CASEWORKER);
    await page.locator('article').first().waitFor();
    // How long is written down beside the actions, not judged here: the machine of a test may be busy.
    noteHand('on a slow phone (50 KB/s, processor six times slower)', {
      'seconds from signing in to results': Math.round((Date.now() - began) / 100) / 10,
      'seconds from opening the address to results': await signedInAgain(page),
    });
  });

  /** With nothing kept by the browser, her session still open. */
  async function signedInAgain(page: Page): Promise<number> {
    const tools = await page.context().newCDPSession(page);
    await tools.send('Network.clearBrowserCache');
    const began = Date.now();
    await page.reload();
    await page.locator('article').first().waitFor();
    return Math.round((Date.now() - began) / 100) / 10;
  }
});
