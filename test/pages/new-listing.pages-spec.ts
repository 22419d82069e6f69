import type { Page } from 'playwright-core';
import { CITY_SHELTER, NIGHT_DESK, REFUGE, REFUGE_MANAGER } from '../support/journey.js';
import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

describePages('a listing is added, and its address and services change', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    // The other side of these stories asks with documents of the tests, which nobody registered.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  }, 120_000);
  afterAll(() => pages.close());

  const idOf = (name: 'refuge' | 'cityShelter'): string => pages.house.network.listings[name];
  const listing = async (id: string) => {
    const document = `query ($id: ID!) { listing(id: $id) { status name services address { line area } } }`;
    return (await pages.house.as('administrator@network.example')(document, { id })).data.listing;
  };
  const door = (page: Page) => page.getByRole('group', { name: 'Who may know the door?' });

  it('is sent with the least, waits for the network, and can be taken back', async () => {
    const page = await pages.signIn(REFUGE, { path: '/listings' });
    await page.getByRole('link', { name: 'Add a listing' }).click();
    await page.getByText(/The network looks at a new listing first/).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Safe House day room');
    await page.locator('summary', { hasText: 'Psychosocial and practical' }).first().click();
    await page.getByRole('checkbox', { name: 'Meals and nutritional support' }).first().check();
    await door(page)
      .getByRole('radio', { name: /^Only the area/ })
      .check();
    await page.getByRole('searchbox', { name: /^Area/ }).fill('east');
    await page.getByRole('button', { name: /^Eastside/ }).click();
    await page.getByLabel(/^Street and number/).fill('5 Quiet Lane');
    await screenshot(page, 'new-listing-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    await page.getByRole('heading', { name: 'Safe House day room' }).waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    expect(await listing(id)).toMatchObject({
      status: 'IN_REVIEW',
      address: { line: '5 Quiet Lane', area: 'Eastside' },
    });
    const waiting = page.getByRole('region', { name: 'Waiting and decided' });
    await waiting.getByText('The network looks at it').waitFor();
    await page.locator('summary', { hasText: /^Hours$/ }).click();
    await page.getByText(/Nobody finds this listing before the network has looked at it/).waitFor();
    await screenshot(page, 'new-listing-waits-1280');
    expect(await axe(page)).toEqual([]);
    const network = await pages.signIn('administrator@network.example', { path: '/network?view=review' });
    await network.getByRole('region', { name: 'Proposed' }).getByText('Meals and nutritional support').waitFor();
    await screenshot(network, 'network-review-new-1280');
    await waiting.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await waiting.waitFor({ state: 'detached' });
    expect((await listing(id)).status).toBe('DRAFT');
  });

  it('what is to be mended stands at its field, and what was typed stays', async () => {
    const page = await pages.signIn(REFUGE, { path: '/listings/new' });
    await page.getByLabel('Name', { exact: true }).fill('Safe House again');
    await door(page)
      .getByRole('radio', { name: /^Only the area/ })
      .check();
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    await page.getByText('Name one service at least.').waitFor();
    await page
      .locator('.field-wrong', { hasText: 'Area' })
      .getByText(/Name the area/)
      .waitFor();
    await page.getByText('Not saved: something above is to be mended.').waitFor();
    await screenshot(page, 'new-listing-wrong-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'All our listings' }).click();
    await page.getByRole('link', { name: 'Add a listing' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Safe House again');
  });

  it('who answers for some listings only is told so; a manager adds none', async () => {
    const page = await pages.signIn(NIGHT_DESK, { path: '/listings/new' });
    await page.getByLabel('Name', { exact: true }).fill('Another');
    await page.locator('summary', { hasText: 'Psychosocial and practical' }).first().click();
    await page.getByRole('checkbox', { name: 'Meals and nutritional support' }).first().check();
    await door(page)
      .getByRole('radio', { name: /^Not even the area/ })
      .check();
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    await page.getByText(/You answer for some listings only/).waitFor();
    const other = await pages.signIn(REFUGE_MANAGER, { path: '/listings' });
    await other.getByText('Safe House Refuge').first().waitFor();
    expect(await other.getByRole('link', { name: 'Add a listing' }).count()).toBe(0);
  });

  it('services are true at once, and come back with one press', async () => {
    const page = await pages.signIn(CITY_SHELTER, { path: `/listings/${idOf('cityShelter')}` });
    await page.locator('summary', { hasText: /^Services$/ }).click();
    await page.getByText('What you save here is true at once: everybody sees it.').waitFor();
    await page.locator('summary', { hasText: 'Psychosocial and practical' }).first().click();
    await page.getByRole('checkbox', { name: 'Meals and nutritional support' }).first().check();
    await screenshot(page, 'listing-services-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. Everybody sees it now.').waitFor();
    expect((await listing(idOf('cityShelter'))).services).toHaveLength(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone: what stood there before is back.').waitFor();
    expect((await listing(idOf('cityShelter'))).services).toEqual(['shelter']);
  });

  it('an address waits: who may know the door is asked each time, and nothing of it is lost', async () => {
    const page = await pages.signIn(REFUGE, { path: `/listings/${idOf('refuge')}` });
    await page.getByText('Address, and who may know it').click();
    await page.getByText(/until then the old address stands/).waitFor();
    await page.getByText('Eastside').first().waitFor();
    expect(await page.getByLabel(/^Street and number/).inputValue()).toBe('17 Quiet Lane');
    expect(await door(page).locator('input:checked').count()).toBe(0);
    await door(page).getByText('Choose it each time. Until now: Only the area.').waitFor();
    await page.getByLabel(/^Street and number/).fill('18 Quiet Lane');
    await page.getByText(/The point on the map is still the old one/).waitFor();
    await page.getByLabel(/^Degrees north/).fill('');
    await page.getByLabel(/^Degrees east/).fill('');
    await screenshot(page, 'listing-address-1280');
    expect(await axe(page)).toEqual([]);
    // Nobody chose who may know the door: the browser itself asks for it.
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    expect(await page.locator('input:invalid').count()).toBeGreaterThan(0);
    await door(page)
      .getByRole('radio', { name: /^Only the area/ })
      .check();
    await page.getByRole('button', { name: 'Send to be looked at' }).click();
    const waiting = page.getByRole('region', { name: 'Waiting and decided' });
    await waiting.getByText(/^Only the area · 18 Quiet Lane · QL1 7ZZ · Millbrook · Eastside/).waitFor();
    await screenshot(page, 'listing-address-waits-1280');
    expect((await listing(idOf('refuge'))).address.line).toBe('17 Quiet Lane');
    const network = await pages.signIn('administrator@network.example', { path: '/network?view=review' });
    await network.getByRole('region', { name: 'Proposed' }).getByText('Only the area is shown').waitFor();
    await screenshot(network, 'network-review-address-1280');
  });

  it.each([
    ['320', { viewport: { width: 320, height: 800 } }],
    ['dark', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const }],
    ['es', { viewport: { width: 360, height: 800 }, locale: 'es' }],
  ])('%s: axe finds nothing, and nothing stands wider than the window', async (name, options) => {
    const page = await pages.signIn(CITY_SHELTER, { path: '/listings/new', ...options });
    await page.locator('form summary').first().waitFor();
    await page.locator('form summary').first().click();
    await page.locator('form summary').last().click();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `new-listing-${name}`);
  });
});
