import type { BrowserContextOptions, Page } from 'playwright-core';
import { BRIGID, CITY_SHELTER, CLINIC, REFUGE, REFUGE_MANAGER } from '../support/journey.js';
import { Hand, noteHand } from '../support/pages/hand.js';
import { axe, hearsNothing, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

describePages('our listings', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    // The other side of these stories asks with documents of the tests, which nobody registered.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  });
  afterAll(() => pages.close());

  const idOf = (name: 'refuge' | 'cityShelter' | 'brigidRefuge' | 'clinicOst'): string =>
    pages.house.network.listings[name];
  const asks = async (who: string, name: 'refuge' | 'cityShelter' | 'brigidRefuge' | 'clinicOst') => {
    const document = `query ($id: ID!) { listing(id: $id) {
      freshness lastConfirmedAt description attributes { code answer note } capacity { placesFree waitlistOpen familyPlacesFree }
      schedules { womenOnly } } }`;
    return (await pages.house.as(who)(document, { id: idOf(name) })).data.listing;
  };
  /** Signed in, and then there. */
  const enters = async (who: string, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await pages.signIn(who, options);
    await page.goto(path);
    await page.locator('h1').waitFor();
    return page;
  };
  const card = (page: Page, name: string) =>
    page.locator('article', { has: page.getByRole('heading', { name, exact: true }) });

  it('says how many places are free in one action, and keeps the rest of the word', async () => {
    const page = await enters(REFUGE, '/listings');
    const hand = new Hand();
    const refuge = card(page, 'Safe House Refuge');
    await refuge.getByText(/2 places free/).waitFor();
    await hand.tap(refuge.getByRole('button', { name: 'Places free now: 0' }));
    await page.getByText('Noted: places free, as of now.').waitFor();
    expect(noteHand('an agency says how many places are free', hand.actions)).toBe(1);
    expect((await asks(REFUGE, 'refuge')).capacity).toMatchObject({ placesFree: 0, familyPlacesFree: 1 });
    await refuge.getByText(/0 places free/).waitFor();
    await screenshot(page, 'listings-1280');
    expect(await axe(page)).toEqual([]);
  });

  it.each([
    [{}, 'Others see: the area only.', 'Others see: neither the street nor the area.'],
    [{ locale: 'es' }, 'Las demás ven: solo la zona.', 'Las demás ven: ni la calle ni la zona.'],
  ])('who sees all of an address is told how much of it others see %j', async (options, ofRefuge, ofSecondStage) => {
    const page = await enters(REFUGE, '/listings', options);
    await card(page, 'Safe House Refuge').getByText(ofRefuge).waitFor();
    await card(page, 'Safe House second stage').getByText(ofSecondStage).waitFor();
    await page.goto(`/listings/${idOf('refuge')}`);
    await page.getByRole('region', { name: 'Safe House Refuge' }).getByText(ofRefuge).waitFor();
  });

  it('changes who is welcome: said before saving, it waits, and can be taken back', async () => {
    const page = await enters(BRIGID, '/listings');
    await page.getByRole('link', { name: /^Change it/ }).click();
    await page.getByText('Who is welcome, and how it is there').click();
    await page.getByText(/the network looks at it first/).waitFor();
    const question = page.getByRole('group', { name: 'Takes women who currently use drugs' });
    expect(await question.getByRole('radio', { name: 'No', exact: true }).isChecked()).toBe(true);
    await question.getByRole('radio', { name: 'It depends' }).check();
    await question.getByLabel('On what does it depend?').fill('Ring first');
    await screenshot(page, 'listings-welcome-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send 1 answer to be looked at' }).click();
    const changes = page.getByRole('region', { name: 'Waiting and decided' });
    await changes.getByText('The network looks at it').waitFor();
    await changes.getByText('Ring first').waitFor();
    await screenshot(page, 'listings-waiting-1280');
    const answers = (await asks(BRIGID, 'brigidRefuge')).attributes as { code: string; answer: string }[];
    expect(answers.find(({ code }) => code === 'accepts-drug-use')?.answer).toBe('NO');
    await changes.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await changes.waitFor({ state: 'detached' });
  });

  it('what it is in words, hours for women only: true at once', async () => {
    const page = await enters(CITY_SHELTER, `/listings/${idOf('cityShelter')}`);
    await page.getByText('Name, description, cost, languages').click();
    await page.getByLabel(/^Description/).fill('Beds for women, and a quiet room.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. Everybody sees it now.').waitFor();
    await page.getByText('Hours', { exact: true }).click();
    await page.getByLabel('For women only at these hours').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('For women only at these hours').waitFor({ state: 'detached' });
    const now = await asks(CITY_SHELTER, 'cityShelter');
    expect(now.description).toBe('Beds for women, and a quiet room.');
    expect(now.schedules).toEqual([{ womenOnly: true }]);
  });

  it('bad input stands at its field, and nothing is written', async () => {
    const page = await enters(CITY_SHELTER, `/listings/${idOf('cityShelter')}`);
    await page.getByText('Ages', { exact: true }).click();
    await page.getByLabel(/^Youngest age of a woman/).fill('40');
    await page.getByLabel(/^Oldest age of a woman/).fill('20');
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    await page.locator('.field-wrong, [role=alert]').first().waitFor();
  });

  it('somebody was quicker: said plainly, and what was typed is still there', async () => {
    const page = await enters(CLINIC, `/listings/${idOf('clinicOst')}`);
    await hearsNothing(page);
    await page.getByText('Name, description, cost, languages').click();
    await page.getByLabel(/^Description/).fill('Every morning.');
    const { data } = await pages.house.as(CLINIC)(`query ($id: ID!) { listing(id: $id) { version } }`, {
      id: idOf('clinicOst'),
    });
    const input = { id: idOf('clinicOst'), version: data.listing.version, cost: 'Free' };
    await pages.house.as(CLINIC)(
      `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename } }`,
      { input },
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Somebody changed this listing meanwhile/).waitFor();
    expect(await page.getByLabel(/^Description/).inputValue()).toBe('Every morning.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. Everybody sees it now.').waitFor();
  });

  it('a manager reads and changes nothing', async () => {
    const page = await enters(REFUGE_MANAGER, '/listings');
    await card(page, 'Safe House Refuge').waitFor();
    expect(await page.getByRole('button', { name: /^(All still true|Places free now)/ }).count()).toBe(0);
    await card(page, 'Safe House Refuge')
      .getByRole('link', { name: /^Look at it/ })
      .click();
    await page.getByText('Hours', { exact: true }).click();
    await page.getByLabel('For women only at these hours').waitFor();
    expect(await page.getByLabel('For women only at these hours').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  });

  it('another place’s listing is not there', async () => {
    const page = await enters(CITY_SHELTER, `/listings/${idOf('refuge')}`);
    await page.getByText('There is no such listing of yours.').waitFor();
  });

  it.each([
    ['320', { viewport: { width: 320, height: 800 } }],
    ['768', { viewport: { width: 768, height: 900 } }],
    ['dark', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const }],
    ['forced-colours', { viewport: { width: 360, height: 800 }, forcedColors: 'active' as const }],
    ['ar', { viewport: { width: 360, height: 800 }, locale: 'ar' }],
    ['es', { viewport: { width: 360, height: 800 }, locale: 'es' }],
  ])('%s: axe finds nothing, and nothing stands wider than the window', async (name, options) => {
    const page = await enters(REFUGE, '/listings', options);
    await card(page, 'Safe House Refuge').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `listings-${name}`);
    await page.goto(`/listings/${idOf('refuge')}`);
    const parts = page.locator('details.card > summary');
    await parts.first().waitFor();
    for (const part of await parts.all()) await part.click();
    await page.locator('details.card form').last().waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `listings-one-${name}`);
  });

  it('by keyboard alone, and in one action: all of it is still true', async () => {
    // The last story: it takes the clock of the house months ahead.
    pages.house.clock.pass({ days: 400 });
    const page = await enters(REFUGE, '/listings');
    const due = page.getByRole('region', { name: 'Still true?' });
    await due.getByRole('button', { name: 'All still true: Safe House Refuge' }).waitFor();
    await page.getByText('There are no others.').waitFor();
    await screenshot(page, 'listings-due-1280');
    const button = due.getByRole('button', { name: 'All still true: Safe House Refuge' });
    const focused = () => button.evaluate((each) => each === each.ownerDocument.activeElement);
    for (let steps = 0; steps < 60 && !(await focused()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Confirmed: Safe House Refuge.').waitFor();
    const hand = new Hand();
    await hand.tap(due.getByRole('button', { name: 'All still true: Safe House second stage' }));
    await page.getByText('Confirmed: Safe House second stage.').waitFor();
    expect(noteHand('an agency confirms a listing', hand.actions)).toBe(1);
    expect((await asks(REFUGE, 'refuge')).freshness).toBe('FRESH');
  });
});
