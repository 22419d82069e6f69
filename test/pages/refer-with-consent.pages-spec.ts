import type { Page } from 'playwright-core';
import sql from 'sql-template-tag';
import { CASEWORKER, REFUGE, TestJourney } from '../support/journey.js';
import { Hand, noteHand } from '../support/pages/hand.js';
import { reach } from '../support/pages/keyboard.js';
import { axe, pageSizes, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

/** Words that would tell what a paper is for. */
const TELLING = /refer|shelter|refuge|safe|drug|violence|alongside|drop-in|house|clinic|woman/i;

describePages('she is referred with her consent', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    // What the story does beside the pages is asked by documents of its own.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  });
  afterAll(() => pages.close());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

  it('goes from the place that was found to sent in five actions, and the slip says nothing', async () => {
    const refuge = pages.house.network.listings.refuge;
    const page = await pages.signIn(CASEWORKER, { path: `/refer/${refuge}?services=shelter` });
    await page.goto(`/refer/${refuge}?services=shelter`);
    const hand = new Hand();
    await hand.does(button(page, 'Open a new record').click());
    await page.getByRole('group', { name: 'What is she sent for?' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'refer-write');
    await hand.does(button(page, 'Show what would cross').click());
    await page.getByRole('heading', { name: 'Her decision' }).waitFor();
    await page.locator('blockquote').waitFor();

    // All that they would see, the sender by its neutral name, and what is not known said as not known.
    const crosses = page
      .getByRole('region')
      .or(page.locator('section'))
      .filter({ hasText: 'What Safe House would see' });
    expect(await crosses.textContent()).toContain('Riverside Centre');
    expect(await crosses.textContent()).not.toContain('Riverside Drop-in');
    expect(await crosses.textContent()).toContain('Not known');
    expect(await page.locator('blockquote').textContent()).toContain('You may say no to all of this');
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'refer-read');

    // Without having been told that she may refuse, nothing is sent.
    await button(page, 'She says yes: send').click();
    await page.getByText('Tell her first that she may say no.').waitFor();

    await hand.does(page.getByRole('checkbox', { name: /she may say no/ }).check());
    await hand.does(button(page, 'She says yes: send').click());
    await page.getByText('Sent to Safe House Refuge.').waitFor();
    expect(hand.actions).toBeLessThanOrEqual(5);
    noteHand('consent and send', { actions: hand.actions, asked: 5 });
    expect(await page.evaluate('location.href')).not.toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}/);

    await asksBeforePaper(page);
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'refer-slip');
    await printsWithoutTelling(page);
    const { ids } = await new TestJourney(pages.house).inbox(REFUGE, 'TO_ANSWER');
    expect(ids).toHaveLength(1);
  });

  /** Nothing to print stands there before she said that it is safe to carry. */
  async function asksBeforePaper(page: Page): Promise<void> {
    expect(await page.locator('.paper').count()).toBe(0);
    await page.getByText('Is it safe to carry this?').first().waitFor();
    await button(page, 'Yes, it is safe').first().click();
    await page.locator('.paper').waitFor();
    expect(await page.locator('.paper').textContent()).not.toMatch(TELLING);
    expect((await page.locator('.paper').innerText()).trim()).toMatch(/^([A-Z2-9]{4}-){2}[A-Z2-9]{4}$/);
  }

  /** A6, one page: her code, the place that she wanted on it, and no other word, not even in the title of the file. */
  async function printsWithoutTelling(page: Page): Promise<void> {
    const code = (await page.locator('.paper .code').innerText()).trim();
    await page.getByLabel(/A place to go to/).fill('Corner of Mill Lane');
    await page.emulateMedia({ media: 'print' });
    await screenshot(page, 'refer-slip-print');
    const body = (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim();
    expect(body).toBe(`${code} Corner of Mill Lane`);
    const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: false })).toString('latin1');
    expect(pageSizes(pdf)).toEqual([[105, 148]]);
    expect(/\/Title \(([^)]*)\)/.exec(pdf)?.[1] ?? '').not.toMatch(TELLING);
    await page.emulateMedia({ media: 'screen' });
  }

  it('says what her yes does not cover, and what to do', async () => {
    const page = await pages.signIn(CASEWORKER);
    const { city } = pages.house.network.organizations;
    await page.goto(`/refer/${pages.house.network.listings.cityShelter}`);
    await button(page, 'Open a new record').click();
    await page.getByText('What she needs there, a note, a day').click();
    await page.getByLabel(/Note for them/).fill('Comes with a dog.');
    await button(page, 'Show what would cross').click();
    const note = page.getByRole('checkbox', { name: /The note/ });
    expect(await note.isChecked()).toBe(true);
    expect(await page.getByRole('group', { name: /What may they read/ }).textContent()).toContain('Comes with a dog.');
    await note.uncheck();
    await page.getByText('Without “The note” this cannot be sent').waitFor();
    await page.getByRole('checkbox', { name: /she may say no/ }).check();
    await button(page, 'She says yes: send').click();
    await page.locator('[role=alert]').getByText('Without “The note” this cannot be sent').waitFor();
    expect(await pages.house.database.all(sql`SELECT id FROM consent WHERE receiver_id = ${city}`)).toEqual([]);
    await screenshot(page, 'refer-refused');
    await page.getByRole('checkbox', { name: /The note/ }).check();
    await button(page, 'She says yes: send').click();
    await page.getByText('Sent to City Shelter.').waitFor();
  });

  it('goes by keyboard alone', async () => {
    const page = await pages.signIn(CASEWORKER);
    await page.goto(`/refer/${pages.house.network.listings.refuge}?services=shelter`);
    await page.getByRole('heading', { name: 'A new record' }).waitFor();
    await reach(page, 'Open a new record');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'What is she sent for?' }).waitFor();
    await reach(page, 'Show what would cross');
    await page.keyboard.press('Enter');
    await page.locator('blockquote').waitFor();
    await reach(page, 'she may say no');
    await page.keyboard.press('Space');
    await reach(page, 'She says yes: send');
    await page.keyboard.press('Enter');
    await page.getByText('Sent to Safe House Refuge.').waitFor();
  });

  it.each([
    ['light', { colorScheme: 'light', viewport: { width: 360, height: 740 } }, 'en'],
    ['dark', { colorScheme: 'dark', viewport: { width: 768, height: 1024 } }, 'en'],
    ['Arabic', { colorScheme: 'light', viewport: { width: 320, height: 640 }, locale: 'ar' }, 'ar'],
    ['Spanish', { colorScheme: 'light', viewport: { width: 1280, height: 800 }, locale: 'es' }, 'es'],
  ] as const)('reads well: %s', async (name, options, language) => {
    const page = await pages.signIn(CASEWORKER, options);
    await page.goto(`/refer/${pages.house.network.listings.refuge}?services=shelter`);
    await page.locator('.split .button-main').first().click();
    await page.locator('form .chip').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await looksRight(page, `refer-write-${name}`);
    await page.locator('form > .button-main').click();
    await page.locator('blockquote').waitFor();
    await looksRight(page, `refer-read-${name}`);
  });

  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, name);
  }
});
