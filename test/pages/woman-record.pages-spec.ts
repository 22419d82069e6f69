import type { Page } from 'playwright-core';
import { CASEWORKER, COLLEAGUE, REFUGE, TestJourney, type Woman } from '../support/journey.js';
import { axe, fillSignIn, pageSizes, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

const TELLING = /refer|shelter|refuge|safe|drug|violence|alongside|drop-in|house|clinic|woman|record/i;

describePages('the record of a woman', () => {
  let pages: PagesApp;
  let journey: TestJourney;
  beforeAll(async () => {
    // What the story does beside the pages is asked by documents of its own.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
    journey = new TestJourney(pages.house);
  });
  afterAll(() => pages.close());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const shown = (code: string): string => code.replaceAll('-', '').replace(/.{4}(?=.)/g, '$&-');

  async function atDesk(who = CASEWORKER, options = {}): Promise<Page> {
    const page = await pages.signIn(who, options);
    // On a phone and a tablet the places lie under a button.
    const menu = page.locator('nav.places > button');
    if (await menu.isVisible()) await menu.click();
    await page.locator('nav.places a[href="/woman"]').click();
    await page.locator('input.code').waitFor();
    return page;
  }

  async function opens(page: Page, woman: Pick<Woman, 'code'>): Promise<void> {
    await page.locator('input.code').fill(woman.code);
    await page.locator('input.code').press('Enter');
  }

  /** Everything of the record, without the address: it says nothing of her. */
  async function inRecord(page: Page, view?: string): Promise<void> {
    await page.locator('nav.tabs').waitFor();
    if (view !== undefined) await page.locator(`nav.tabs a[href="/woman/record?view=${view}"]`).click();
  }

  it('opens in one tap without asking anything, keeps what she tells, and no address names her', async () => {
    const page = await atDesk();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'woman-desk');
    await button(page, 'Open a new record').click();
    await inRecord(page, 'told');
    expect(await page.getByLabel(/\bname\b/i).count()).toBe(0);
    await page.getByRole('radio', { name: '25 to 34' }).check();
    await page.getByRole('radio', { name: 'Children', exact: true }).check();
    await page.getByLabel('Their ages in years').fill('3, 7');
    await page
      .getByRole('group', { name: 'Is it safe to carry this?' })
      .getByRole('radio', { name: 'Yes, it is safe' })
      .check();
    await page.getByLabel(/Words to find her again/).fill('blue kettle on a stone');
    await page.getByLabel(/Places of these organizations/).fill('City');
    await page.getByRole('button', { name: '+ City Shelter' }).click();
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'woman-told');
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/woman/record?view=told');

    // Put away, the card lost: her words find her again.
    const code = await page.locator('.code').first().innerText();
    await button(page, 'Put away').click();
    await page.getByText('The card is lost').click();
    await page.getByLabel('Her words').fill('blue kettle on a stone');
    await page.locator('details[open]').getByLabel('Why do you look?').fill('She stands here without her card');
    await page.locator('details[open]').getByRole('button', { name: 'Open' }).click();
    await inRecord(page, 'told');
    expect(await page.locator('.code').first().innerText()).toBe(code);
    expect(await page.getByLabel('Their ages in years').inputValue()).toBe('3, 7');
    expect(await page.getByText('City Shelter').count()).toBeGreaterThan(0);
  });

  it('says that a code was mistyped, and which one is not here', async () => {
    const woman = await journey.opens();
    const page = await atDesk();
    await opens(page, { code: `${woman.code.slice(0, -1)}${woman.code.endsWith('2') ? '3' : '2'}` });
    await page.getByText('One sign is not right').waitFor();
    await opens(page, { code: 'ABC0' });
    await page.getByText('A code has no 0').waitFor();
    await opens(page, { code: woman.code.toLowerCase() });
    await inRecord(page);
    await page.getByText(shown(woman.code)).first().waitFor();
  });

  it.each([
    ['keeps', 'Keep her place', 'The sharing has stopped. Her place stays.', 'SENT'],
    ['gives up', 'Give it up', 'and 1 referral has ended', 'WITHDRAWN'],
  ])('takes her consent back: she %s her place', async (_how, choice, said, status) => {
    const { woman, referral } = await sentWith();
    const page = await atDesk();
    await opens(page, woman);
    await inRecord(page, 'consents');
    await button(page, 'She takes it back: Safe House').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What they wrote in their own books is not in our hands').waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'woman-withdraw');
    // She is asked: nothing is chosen for her.
    await dialog.getByRole('button', { name: 'Stop sharing' }).click();
    await dialog.getByText('Ask her: keep the place, or give it up?').waitFor();
    await dialog.getByRole('radio', { name: choice }).check();
    await dialog.getByRole('button', { name: 'Stop sharing' }).click();
    await page.getByText(said).waitFor();
    expect((await journey.sees(CASEWORKER, referral)).status).toBe(status);
    expect((await journey.sees(REFUGE, referral)).shared).toBeNull();
  });

  async function sentWith() {
    const woman = await journey.opens({ childrenAges: [4] });
    await journey.sheConsents(woman, 'safeHouse');
    const draft = await journey.drafts(woman, 'refuge', { note: 'Comes by bus' });
    return { woman, referral: await journey.takes('SEND', CASEWORKER, draft) };
  }

  it('shows a refusal with the next place one step away', async () => {
    const { woman, referral } = await sentWith();
    await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' });
    const page = await atDesk();
    await opens(page, woman);
    await page.getByText('They said no').waitFor();
    await page.getByRole('heading', { name: 'Other places that may fit' }).waitFor();
    await button(page, /Refer there: City Shelter/).waitFor();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'woman-referrals');
    await button(page, /Refer there: City Shelter/).click();
    await page.getByRole('heading', { name: 'Her decision' }).waitFor();
    expect(await page.getByRole('group', { name: /What may they read/ }).textContent()).toContain('Comes by bus');
  }, 60_000);

  it('lets her worker take the allowed steps, and says her word apart', async () => {
    const { woman, referral } = await sentWith();
    const page = await atDesk();
    await opens(page, woman);
    await page.getByText('It ends, or was a mistake').click();
    await button(page, 'Withdraw it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Choose a reason.').waitFor();
    await page.getByRole('dialog').getByRole('combobox').selectOption('changed-mind');
    await page.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down.').waitFor();
    expect((await journey.sees(CASEWORKER, referral)).status).toBe('WITHDRAWN');
    await page.getByText('Her word', { exact: true }).click();
    await page
      .getByRole('group', { name: 'Was she treated with respect?' })
      .getByRole('radio', { name: 'No', exact: true })
      .check();
    await page.locator('details[open]').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Her word is kept.').waitFor();
    expect((await journey.sees(CASEWORKER, referral)).herWord).toMatchObject({
      treatedWithRespect: false,
      gotHelp: null,
    });
  });

  it('lets a colleague in only with a purpose, which her worker reads', async () => {
    const woman = await journey.opens();
    const colleague = await atDesk(COLLEAGUE);
    await opens(colleague, woman);
    await colleague.getByText('You are not her worker. Say why you look').waitFor();
    expect(await colleague.locator('nav.tabs').count()).toBe(0);
    expect(await axe(colleague)).toEqual([]);
    await colleague.getByLabel('Why do you look?').first().fill('Night shift: she rang');
    await colleague.locator('form').first().getByRole('button', { name: 'Open' }).click();
    await inRecord(colleague);
    await colleague.getByText('That you opened this record, and why, was told.').waitFor();

    const page = await atDesk();
    await opens(page, woman);
    await inRecord(page, 'more');
    await page.getByText('Night shift: she rang').waitFor();
    await screenshot(page, 'woman-more');
  });

  it('hands her over to a colleague, who reads what was left to say', async () => {
    const woman = await journey.opens();
    const page = await atDesk();
    await opens(page, woman);
    await inRecord(page, 'more');
    await page.getByLabel('To whom').selectOption({ index: 1 });
    await page.getByLabel(/What the colleague must know/).fill('Ring before noon');
    await button(page, 'Hand over').click();
    await page.getByText('walks with her from now on').waitFor();
    const colleague = await atDesk(COLLEAGUE);
    await colleague.getByText('Ring before noon').waitFor();
    await button(colleague, 'I have read it').click();
    await colleague.getByText('Ring before noon').waitFor({ state: 'detached' });
  });

  it('prints her card at its size, without a telling word', async () => {
    const woman = await journey.opens();
    const page = await atDesk();
    await opens(page, woman);
    await inRecord(page, 'more');
    expect(await page.locator('.paper').count()).toBe(0);
    await button(page, 'Yes, it is safe').click();
    await page.locator('.paper-card').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await visibleText(page)).toBe(shown(woman.code));
    await screenshot(page, 'woman-card-print');
    const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: false })).toString('latin1');
    expect(pageSizes(pdf)).toEqual([[85, 54]]);
    expect(/\/Title \(([^)]*)\)/.exec(pdf)?.[1] ?? '').not.toMatch(TELLING);
    expect((await visibleText(page)).match(TELLING)).toBeNull();
  });

  /** What an eye would find on the paper. */
  const visibleText = async (page: Page): Promise<string> =>
    (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim();

  it('keeps what was typed through a lock for idleness, and drops it for somebody else', async () => {
    const woman = await journey.opens();
    const page = await atDesk();
    await opens(page, woman);
    await inRecord(page, 'told');
    await page.getByLabel('Code word').waitFor({ state: 'detached' });
    await page.getByLabel(/What else her worker must know/).fill('not near the market');
    await page.context().clearCookies();
    await button(page, 'Save').click();
    await page.locator('input[autocomplete=current-password]').waitFor();
    expect(await page.getByText('not near the market').count()).toBe(0);
    await fillSignIn(page, CASEWORKER);
    await inRecord(page);
    expect(await page.getByLabel(/What else her worker must know/).inputValue()).toBe('not near the market');
  });

  it.each([
    ['dark', { colorScheme: 'dark', viewport: { width: 768, height: 1024 } }],
    ['Arabic', { colorScheme: 'light', viewport: { width: 320, height: 640 }, locale: 'ar' }],
    ['Arabic dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 }, locale: 'ar' }],
    ['Spanish', { colorScheme: 'light', viewport: { width: 1280, height: 800 }, locale: 'es' }],
  ] as const)('reads well in every part: %s', async (name, options) => {
    const { woman } = await sentWith();
    const page = await atDesk(CASEWORKER, options);
    await looksRight(page, `woman-desk-${name}`);
    await opens(page, woman);
    await page.locator('main .card').first().waitFor();
    await looksRight(page, `woman-referrals-${name}`);
    for (const view of ['told', 'consents', 'plans', 'more']) {
      await inRecord(page, view);
      await page.locator('main .card, main .empty').first().waitFor();
      await looksRight(page, `woman-${view}-${name}`);
    }
  });

  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, name);
  }
});
