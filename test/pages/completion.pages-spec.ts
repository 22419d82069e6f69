import { readFile } from 'node:fs/promises';
import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';
import { plain, writeReferrals, type Written } from '../support/written-referrals.js';

const MANAGER = 'manager@riverside.example';
const PERIOD = '/completion?period=2026-03&side=sent';

describePages('a manager looks at completion', () => {
  let pages: PagesApp;

  /** Five were sent in March 2026: two came to nothing, two were received, one waits. */
  beforeAll(async () => {
    pages = await PagesApp.start();
    const sent = (day: number, said: Partial<Written>): Written => ({
      ...plain(pages.house, 'riverside', 'safeHouse', `2026-03-0${day}T12:00:00.000Z`),
      ...said,
    });
    const at = '2026-03-10T12:00:00.000Z';
    const refused = { status: 'DECLINED', reasonStep: 'DECLINE', reasonBy: 'receiver', answeredAt: at } as const;
    const helped = {
      status: 'COMPLETED',
      outcome: 'RECEIVED',
      answeredAt: at,
      acceptedAt: at,
      arrivedAt: at,
      completedAt: at,
    } as const;
    await writeReferrals(pages.house, [
      sent(2, { ...refused, reasonCode: 'no-space' }),
      sent(3, { ...refused, reasonCode: 'drug-use' }),
      sent(4, { ...helped, assistance: 'ACCOMPANIED', companion: 'PEER', herGotHelp: true }),
      sent(5, { ...helped, herGotHelp: false }),
      sent(6, {}),
    ]);
  }, 120_000);
  afterAll(() => pages.close());

  it('from the funnel to the list behind a figure, and back', async () => {
    const page = await pages.signIn(MANAGER, { path: PERIOD });
    await page.getByText('2 of 5 (40%)').first().waitFor();
    await screenshot(page, 'completion-1280');
    await page.getByRole('button', { name: '4: open the list, Answered' }).click();
    const list = page.getByRole('region', { name: 'Answered' });
    await list.getByText('4 referrals').waitFor();
    expect(await list.locator('tbody tr').count()).toBe(4);
    await screenshot(page, 'completion-list-1280');
    await list.getByRole('button', { name: 'Close the list' }).click();
    expect(
      await page
        .getByRole('button', { name: '4: open the list, Answered' })
        .evaluate((button) => button === button.ownerDocument.activeElement),
    ).toBe(true);
  });

  it('by whose doing: the reason opens its own list', async () => {
    const page = await pages.signIn(MANAGER, { path: `${PERIOD}&view=reasons` });
    await page
      .getByRole('button', { name: /^1: open the list/ })
      .first()
      .click();
    await page.getByText('1 referral', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'completion-reasons-1280');
  });

  it.each(['reasons', 'walked', 'services', 'counterparts', 'months', 'needs', 'word', 'times'])(
    'shows %s, and axe finds nothing',
    async (view) => {
      const page = await pages.signIn(MANAGER, {
        ...{ path: `${PERIOD}&view=${view}`, viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
      });
      await page
        .getByRole('button', { name: /^Download as CSV/ })
        .first()
        .waitFor();
      expect(await axe(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await screenshot(page, `completion-${view}-320`);
    },
  );

  it('takes a table along under a name that tells nothing', async () => {
    const page = await pages.signIn(MANAGER, { path: `${PERIOD}&view=reasons` });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download as CSV/ }).click();
    const taken = await download;
    expect(taken.suggestedFilename()).toBe('table-2026-03.csv');
    expect(await readFile(await taken.path(), 'utf8')).toContain('no-space');
  });

  it('says so where nothing was sent, in Spanish too', async () => {
    const page = await pages.signIn(MANAGER, { path: '/completion?period=2025&side=received', locale: 'es' });
    await page.getByText('No hubo derivaciones en este periodo.').waitFor();
    expect(await axe(page)).toEqual([]);
  });
});
