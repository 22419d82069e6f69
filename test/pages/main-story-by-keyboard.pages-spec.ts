import { CASEWORKER, REFUGE, TestJourney } from '../support/journey.js';
import { PASSWORD } from '../support/network.js';
import { reach } from '../support/pages/keyboard.js';
import { PagesApp, screenshot } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

describePages('the main story', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  });
  afterAll(() => pages.close());

  it('goes by keyboard alone, from the door to sent', async () => {
    const page = await pages.open('/');
    const { keyboard } = page;
    await reach(page, 'E-mail address');
    await keyboard.type(CASEWORKER);
    await reach(page, 'Password');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Search', level: 1 }).waitFor();

    await reach(page, 'Shelter tonight');
    await keyboard.press('Space');
    await reach(page, 'Takes women who currently use drugs');
    await keyboard.press('Space');
    const refuge = page.locator('article', {
      has: page.getByRole('heading', { name: 'Safe House Refuge', exact: true }),
    });
    await refuge.waitFor();
    await reach(page, /Refer.*Safe House Refuge/, 200);
    await keyboard.press('Enter');

    await page.getByRole('heading', { name: 'A new record' }).waitFor();
    await reach(page, 'Open a new record');
    await keyboard.press('Enter');
    await page.getByRole('group', { name: 'What is she sent for?' }).waitFor();
    // She looked for a place tonight: nobody has to think of saying that an answer is needed now.
    expect(await page.getByRole('radio', { name: /^Now/ }).isChecked()).toBe(true);
    await reach(page, 'Show what would cross');
    await keyboard.press('Enter');
    await page.locator('blockquote').waitFor();
    await reach(page, 'she may say no');
    await keyboard.press('Space');
    await reach(page, 'She says yes: send');
    await screenshot(page, 'main-story-by-keyboard');
    await keyboard.press('Enter');
    await page.getByText('Sent to Safe House Refuge.').waitFor();
    const { ids } = await new TestJourney(pages.house).inbox(REFUGE, 'TO_ANSWER');
    expect(ids).toHaveLength(1);
  });
});
