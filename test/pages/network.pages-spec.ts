import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';
import { WomenInBulk } from '../support/figures/women-in-bulk.js';

const ADMINISTRATOR = 'administrator@network.example';
const FILES = [
  {
    name: 'organizations.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,name,description\no1,Lantern Trust,Helps\no2,,Nameless\n'),
  },
];

describePages('an administrator keeps the network', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  }, 120_000);
  afterAll(() => pages.close());

  const opens = (view: string) => pages.signIn(ADMINISTRATOR, { path: `/network?view=${view}` });

  it('adds an organization, and changes it', async () => {
    const page = await opens('organizations');
    await page.getByRole('button', { name: 'Add an organization' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Harbour Rooms');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change Harbour Rooms' }).click();
    await page.getByLabel(/^Neutral name/).fill('Harbour');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('row', { name: /Harbour Rooms/ })
      .getByText('Harbour', { exact: true })
      .waitFor();
    await screenshot(page, 'network-organizations-1280');
  });

  it('invites somebody, whose link is shown once, and lets her go after a plain question', async () => {
    const page = await opens('staff');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail address').fill('new@riverside.example');
    await page.getByLabel('Organization', { exact: true }).selectOption({ index: 1 });
    await page.getByRole('checkbox', { name: 'Caseworker' }).check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('It works once').waitFor();
    await screenshot(page, 'network-invite-1280');
    await page.reload();
    await page.getByRole('button', { name: 'Change new@riverside.example' }).click();
    expect(await page.getByText('It works once').count()).toBe(0);
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Deactivate new@riverside.example?' });
    await question.getByRole('button', { name: 'Deactivate' }).click();
    await page
      .getByRole('row', { name: /new@riverside/ })
      .getByText('Has left')
      .waitFor();
  });

  it('accepts what a place proposed, old and new side by side', async () => {
    const agency = pages.house.as('agency@safehouse.example');
    const id = pages.house.network.listings.refuge;
    const { data } = await agency(`query ($id: ID!) { listing(id: $id) { version } }`, { id });
    const proposed = await agency(
      `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename } }`,
      { input: { id, version: data.listing.version, minimumAge: 21 } },
    );
    expect(proposed.errors).toBeUndefined();
    const page = await opens('review');
    await page.getByRole('heading', { name: 'Safe House Refuge: Youngest age of a woman' }).waitFor();
    await page.getByRole('region', { name: 'Proposed' }).getByText('21', { exact: true }).waitFor();
    await screenshot(page, 'network-review-1280');
    await page.getByRole('button', { name: /^Accept:/ }).click();
    await page.getByText('Nothing waits for review.').waitFor();
  });

  it('rehearses an import, and reads what was set aside', async () => {
    const page = await opens('imports');
    await page.locator('input[type=file]').setInputFiles(FILES);
    await page.getByLabel('Source', { exact: true }).fill('lantern');
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
    await page.getByText('Done · Rehearsal').waitFor();
    await page.getByRole('button', { name: 'Download all as CSV' }).waitFor();
    await screenshot(page, 'network-imports-1280');
  });

  it('seals a period after a plain question', async () => {
    const women = new WomenInBulk(pages.house, 'the network seals');
    await women.are(...Array.from({ length: 30 }, (_, index) => ({ woman: `woman ${index}` })));
    const page = await opens('releases');
    await page.getByLabel('Period', { exact: true }).selectOption('2025-Q4');
    await page.getByRole('button', { name: 'Seal a period' }).click();
    const question = page.getByRole('dialog', { name: 'Seal 2025-Q4?' });
    await screenshot(page, 'network-seal-question-1280');
    await question.getByRole('button', { name: 'Seal a period' }).click();
    await page.getByRole('row', { name: /2025-Q4/ }).waitFor();
    await screenshot(page, 'network-releases-1280');
  });

  it('verifies the trail, and says what was found', async () => {
    const page = await opens('audit');
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText(/^Whole: /).waitFor();
    await screenshot(page, 'network-audit-1280');
  });

  it.each(['organizations', 'staff', 'review', 'verify', 'imports', 'releases', 'audit'])(
    '%s on a narrow screen, in the dark and in Spanish: axe finds nothing',
    async (view) => {
      const page = await pages.signIn(ADMINISTRATOR, {
        path: `/network?view=${view}`,
        ...{ viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es' },
      });
      await page.locator('table, .empty, .card').first().waitFor();
      await page.locator('.loading').waitFor({ state: 'detached' });
      expect(await axe(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await screenshot(page, `network-${view}-320`);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await axe(page)).toEqual([]);
    },
  );
});
