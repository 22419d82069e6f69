import { Staff } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids.js';
import { WomenInBulk } from '../support/figures/women-in-bulk.js';
import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

const ADMINISTRATOR = 'administrator@network.example';
const SECOND = 'second@network.example';
const MANAGER = 'manager@riverside.example';
const NARROW = { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es' } as const;

describePages('what two administrators decide, and what a manager does', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
    await pages.house.database.write(async (tx) => {
      const first = await tx.manager.findOneByOrFail(Staff, { email: ADMINISTRATOR });
      await tx.manager.insert(
        Staff,
        Object.assign(new Staff(), first, { id: newId(), email: SECOND, displayName: SECOND }),
      );
    });
  }, 120_000);
  afterAll(() => pages.close());

  const opens = (who: string, path: string, options = {}) => pages.signIn(who, { path, ...options });

  it('one asks for a higher limit, and only another one approves it', async () => {
    const page = await opens(ADMINISTRATOR, '/network?view=releases');
    await page.getByText('Releases may spend at most 1 of each woman’s protection').waitFor();
    await page.locator('summary', { hasText: 'A higher limit' }).click();
    await page.getByLabel('The most that 12 months may spend').fill('1');
    await page.getByLabel('Why', { exact: true }).fill('Two quarters were too few to see anything.');
    await page.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
    await page
      .locator('.field-wrong')
      .getByText(/Give a number above 1/)
      .waitFor();
    await page.getByLabel('The most that 12 months may spend').fill('1.5');
    await page.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByRole('dialog', { name: 'Ask for a limit of 1.5?' }).waitFor();
    // What was wrong with the first number is not said of the second.
    await page.locator('.field-wrong').waitFor({ state: 'detached' });
    await screenshot(page, 'network-cap-question-1280');
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
    await page.getByText('You asked for this.').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await screenshot(page, 'network-cap-waits-1280');
    expect(await axe(page)).toEqual([]);
    const other = await opens(SECOND, '/network?view=releases');
    await other.getByRole('button', { name: 'Approve: A higher limit: 1.5' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await other.getByText('Approved. It holds for periods that begin from now on.').waitFor();
    expect(await other.getByText('Waits for a second administrator').count()).toBe(0);
    await other.getByText('Releases may spend at most 1.5 of each woman’s protection').waitFor();
  });

  it('a sealed period is sealed again when the second one said yes', async () => {
    const women = new WomenInBulk(pages.house, 'sealed again');
    await women.are(...Array.from({ length: 30 }, (_, index) => ({ woman: `woman ${index}` })));
    const sealed = await pages.house.as(ADMINISTRATOR)(
      `mutation { sealRelease(period: "2025-Q4") { __typename ... on Problem { message } } }`,
    );
    expect(sealed.data.sealRelease.__typename).toBe('Release');
    const page = await opens(ADMINISTRATOR, '/network?view=releases');
    await page.locator('summary', { hasText: 'Seal again' }).click();
    await page.getByLabel('What happened').fill('An import counted some women twice.');
    await screenshot(page, 'network-seal-again-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask for it' }).click();
    const question = page.getByRole('dialog', { name: 'Ask to seal 2025-Q4 again?' });
    await question.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByText('An import counted some women twice.').waitFor();
    const other = await opens(SECOND, '/network?view=releases');
    await other.getByRole('button', { name: 'Approve: Seal again: 2025-Q4' }).click();
    await screenshot(other, 'network-approve-question-1280');
    await other.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await other.getByRole('row', { name: /2025-Q4 · replaced/ }).waitFor();
    await screenshot(other, 'network-sealed-again-1280');
  });

  it('a manager opens and closes the team’s inbox, and takes it back', async () => {
    const page = await opens(MANAGER, '/account');
    const team = page.getByRole('region', { name: 'Your team’s inbox' });
    await team.getByRole('button', { name: 'Each sees her own only' }).click();
    await team.getByText('Each her own', { exact: true }).waitFor();
    await screenshot(page, 'account-team-1280');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await team.getByText('Shared', { exact: true }).waitFor();
  });

  it('a manager places a hold by the code on a card, and ends it after a plain question', async () => {
    const opened = await pages.house.as('caseworker@riverside.example')(
      `mutation { openClient(input: {}) { ... on Client { code } } }`,
    );
    const { code } = opened.data.openClient as { code: string };
    const page = await opens(MANAGER, '/account');
    const holds = page.getByRole('region', { name: 'Not to be erased' });
    await holds.locator('summary').click();
    await holds.getByLabel('The code on her card').fill('ABCD');
    await holds.getByLabel('Why').fill('A court asked for it.');
    await holds.getByRole('button', { name: 'Place the hold' }).click();
    await holds.getByText(/This is not a code/).waitFor();
    await holds.getByLabel('The code on her card').fill(code);
    await holds.getByRole('button', { name: 'Place the hold' }).click();
    await holds.getByText('A court asked for it.').waitFor();
    await screenshot(page, 'account-hold-1280');
    await holds.getByRole('button', { name: /^End the hold on/ }).click();
    await holds.getByLabel('Why').first().fill('The court is done.');
    await holds.getByRole('button', { name: 'End the hold', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the hold' }).click();
    await holds.getByText('No hold stands.').waitFor();
  });

  it('narrow, in the dark and in Spanish: axe finds nothing, and nothing stands wider than the window', async () => {
    for (const [who, path, name] of [
      [ADMINISTRATOR, '/network?view=releases', 'network-decides-320'],
      [MANAGER, '/account', 'account-manager-320'],
    ] as const) {
      const page = await opens(who, path, NARROW);
      await page.locator('details > summary').first().waitFor();
      for (const folded of await page.locator('main details > summary').all()) await folded.click();
      expect(await axe(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await screenshot(page, name);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await axe(page)).toEqual([]);
    }
  });

  it('a clock in doubt is shown, compared with another one, and confirmed', async () => {
    // The last story: the hands of the house's clock go two days ahead.
    await pages.house.as(ADMINISTRATOR)(`{ retention { refused } }`);
    await pages.house.as(ADMINISTRATOR)(`mutation ($now: DateTime!) { confirmClock(now: $now) { __typename } }`, {
      now: pages.house.clock.now(),
    });
    const calm = await opens(ADMINISTRATOR, '/network');
    await calm.locator('table').waitFor();
    expect(await calm.getByText('Is the server’s clock right?').count()).toBe(0);
    pages.house.clock.set(new Date(pages.house.clock.millis() + 48 * 3_600_000).toISOString());
    const page = await opens(ADMINISTRATOR, '/network');
    const clock = page.getByRole('region', { name: 'Is the server’s clock right?' });
    const says = (instant: string) => clock.getByLabel('What the other clock shows').fill(instant.slice(0, 16));
    const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
    const shown = (instant: number) => words.format(instant);
    const now = pages.house.clock.millis();
    await clock
      .getByText(`it last looked at ${shown(now - 48 * 3_600_000)}, and the clock shows ${shown(now)}.`)
      .waitFor();
    expect(await clock.innerText()).not.toMatch(/\dT\d\d:/);
    await says('2026-01-01T10:00');
    await screenshot(page, 'network-clock-1280');
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, 'network-clock-320');
    const confirm = async () => {
      await clock.getByRole('button', { name: 'The clock is right' }).click();
      await clock.locator('.field-wrong').waitFor({ state: 'detached' });
      await page.getByRole('dialog').getByRole('button', { name: 'The clock is right' }).click();
    };
    await confirm();
    // Said as the page says every other instant, and in English too.
    await clock
      .locator('.field-wrong')
      .getByText(/shows \d{1,2} \w{3,4} 20\d\d, \d\d:\d\d, more than an hour from that: set it first\./)
      .waitFor();
    expect(await clock.innerText()).not.toMatch(/\dT\d\d:/);
    await says(pages.house.clock.now());
    await confirm();
    await clock.waitFor({ state: 'detached' });
  });
});
