import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';
import { WomenInBulk } from '../support/figures/women-in-bulk.js';

const READER = 'caseworker@riverside.example';
const SEAL = `mutation ($period: String!) { sealRelease(period: $period) { __typename } }`;

describePages('anybody reads the figures', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  }, 120_000);
  afterAll(() => pages.close());

  const seal = async (period: string): Promise<void> => {
    const { data } = await pages.house.as('administrator@network.example')(SEAL, { period });
    expect(data.sealRelease.__typename).toBe('Release');
  };

  it('says that nothing is sealed yet', async () => {
    const page = await pages.signIn(READER, { path: '/figures' });
    await page.getByText('No period has been sealed yet.').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  describe('once two periods are sealed', () => {
    beforeAll(async () => {
      const women = new WomenInBulk(pages.house, 'figures are read');
      const names = Array.from({ length: 300 }, (_, index) => `woman ${index}`);
      // Four services, as many as a woman counts at: chance alone calls one change clear about once in twenty, all four hardly ever.
      const services = ['shelter', 'ost', 'hts', 'pmtct'];
      const sentOn = (sentAt: string, count: number) =>
        women.are(...names.slice(0, count).map((name) => ({ woman: `${name} on ${sentAt}`, services, sentAt })));
      await women.are(...names.map((woman) => ({ woman })));
      // About as many with those that were drawn before, so that what lies between the two periods is chance.
      await sentOn('2025-11-11T10:00:00.000Z', 255);
      await sentOn('2026-02-11T10:00:00.000Z', 300);
      await seal('2025-Q4');
      await seal('2026-Q1');
    }, 120_000);

    it('as a chart and as a table: the interval beside each value, and what is hidden in words', async () => {
      const page = await pages.signIn(READER, { path: '/figures?release=2025-Q4&table=service&view=chart' });
      await page
        .getByText(/\(between \d+ and \d+\)/)
        .first()
        .waitFor();
      await page
        .getByText(/^fewer than \d+$/)
        .first()
        .waitFor();
      expect(await page.locator('rect[fill^="url("]').count()).toBeGreaterThan(0);
      await screenshot(page, 'figures-chart-1280');
      await page.getByRole('link', { name: 'Table', exact: true }).click();
      await page.locator('.hidden-cell').first().waitFor();
      expect(await axe(page)).toEqual([]);
      await screenshot(page, 'figures-table-1280');
    });

    it('calls no change what is no clear change', async () => {
      const page = await pages.signIn(READER, { path: '/figures?release=2026-Q1&table=service&view=trend' });
      await page
        .getByRole('cell', { name: /no clear change/ })
        .first()
        .waitFor();
      await screenshot(page, 'figures-trend-1280');
    });

    it.each([
      ['total', 'chart'],
      ['service', 'table'],
      ['service-outcome', 'rates'],
      ['service', 'trend'],
    ])('%s as %s on a narrow dark screen', async (table, view) => {
      const page = await pages.signIn(READER, {
        path: `/figures?release=2025-Q4&table=${table}&view=${view}`,
        ...{ viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
      });
      await page.getByRole('button', { name: 'Download as CSV' }).waitFor();
      await page.locator('.bars, table, .empty').first().waitFor();
      expect(await axe(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await screenshot(page, `figures-${view}-320`);
    });

    it('steps and times are shown where the table has them', async () => {
      const { data } = await pages.house.as(READER)(
        `{ releaseTables(releaseId: "2025-Q4") { cube dimensions { dimension } } }`,
      );
      const withDimension = (wanted: string): string | undefined =>
        data.releaseTables.find(({ dimensions }: { dimensions: { dimension: string }[] }) =>
          dimensions.some(({ dimension }) => dimension === wanted),
        )?.cube;
      const steps = await pages.signIn(READER, {
        path: `/figures?release=2025-Q4&table=${withDimension('pmtct-step')}&view=steps`,
      });
      await steps.getByText('Referred, attended, received').waitFor();
      await steps.locator('table').waitFor();
      await screenshot(steps, 'figures-steps-1280');
      const times = await pages.signIn(READER, {
        path: `/figures?release=2025-Q4&table=${withDimension('time-band')}&view=times`,
      });
      await times.locator('table').waitFor();
      await screenshot(times, 'figures-times-1280');
    });
  });
});
