import type { Locator, Page } from 'playwright-core';
import { CASEWORKER, REFUGE, TestJourney, type Woman } from '../support/journey.js';
import { axe, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';
import { putPlanPlaces, TestPlanning, type Plan } from '../support/planning.js';

const DAY_MILLIS = 86_400_000;
const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MILLIS).toISOString().slice(0, 10);
const monthOf = (day: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

describePages('what is planned with a woman', () => {
  let pages: PagesApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  beforeAll(async () => {
    pages = await PagesApp.start({ OPERATIONS: 'open' });
    journey = new TestJourney(pages.house);
    planning = new TestPlanning(pages.house);
    await putPlanPlaces(pages.house);
  });
  afterAll(() => pages.close());

  const button = (at: Page | Locator, name: string | RegExp) => at.getByRole('button', { name });
  const said = (page: Page, text: string) => page.locator('.toast').getByText(text).waitFor();
  const undo = (page: Page) => button(page.locator('.toast'), 'Undo').click();

  async function opens(woman: Pick<Woman, 'code'>, view: string, options = {}): Promise<Page> {
    const page = await pages.signIn(CASEWORKER, { path: '/woman', ...options });
    await page.locator('input.code').fill(woman.code);
    await page.locator('input.code').press('Enter');
    await page.locator('nav.tabs').waitFor();
    if (view !== 'referrals') await page.locator(`nav.tabs a[href="/woman/record?view=${view}"]`).click();
    await page.locator('main .card').first().waitFor();
    return page;
  }

  /** What was said in passing lies over the foot of the page, and is put away first. */
  async function looksRight(page: Page, name: string): Promise<void> {
    const close = button(page.locator('.toast'), 'Close');
    const covered = await page.locator('dialog[open]').isVisible();
    if (!covered && (await close.isVisible())) await close.click();
    await page.evaluate('scrollTo(0, 0)');
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, name);
  }

  async function expecting(): Promise<{ woman: Woman; plan: Plan }> {
    const woman = await journey.opens({ pregnancy: 'PREGNANT', dueMonth: dayAhead(90).slice(0, 7) });
    return { woman, plan: await planning.starts(woman, 'pmtct') };
  }

  it('moves the day that a plan hangs on, says why, and takes it back', async () => {
    const { woman, plan } = await expecting();
    const page = await opens(woman, 'plans');
    await page.getByText(`Child due: ${monthOf(plan.date)}`).waitFor();
    await looksRight(page, 'plans');
    await button(page, 'The day has moved').click();
    const dialog = page.getByRole('dialog');
    const moved = dayAhead(130);
    await dialog.getByLabel(/Any day of the month/).fill(moved);
    await dialog.getByLabel(/Note/).fill('The scan said so');
    await looksRight(page, 'plans-move');
    await button(dialog, 'Move it').click();
    await said(page, 'The plan goes by the new day.');
    await page.getByText(`Child due: ${monthOf(moved)}`).waitFor();
    expect((await planning.sees(plan)).date).toBe(`${moved.slice(0, 7)}-01`);
    await page.getByText('How the day has moved').click();
    await page.getByText(/The scan said so/).waitFor();
    await undo(page);
    await said(page, 'The plan goes by the old day again.');
    expect((await planning.sees(plan)).date).toBe(plan.date);
  });

  it('says that the child is born, never ahead of the day, and takes it back', async () => {
    const { woman, plan } = await expecting();
    const page = await opens(woman, 'plans');
    await button(page, 'The child is born').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day of the birth').fill(dayAhead(3));
    await button(dialog, 'Write it down').click();
    await dialog.getByText('This lies ahead').waitFor();
    await looksRight(page, 'plans-birth-refused');
    await dialog.getByLabel('Day of the birth').fill(dayAhead(-2));
    await button(dialog, 'Write it down').click();
    await said(page, 'The birth is noted.');
    await page.getByText(/^Born: /).waitFor();
    expect(await planning.sees(plan)).toMatchObject({ happenedOn: dayAhead(-2) });
    await looksRight(page, 'plans-born');
    await page.getByText('It ends, or something is not right').click();
    await button(page, 'Not born yet after all').click();
    await said(page, 'Her record says pregnant again.');
    await page.getByText(/^Child due: /).waitFor();
    expect((await planning.sees(plan)).happenedOn).toBeNull();
  });

  it('ends a plan with its reason, and opens it again; strikes out what never was hers', async () => {
    const { woman, plan } = await expecting();
    const page = await opens(woman, 'plans');
    await page.getByText('It ends, or was a mistake').click();
    await button(page, 'The plan is over').click();
    const dialog = page.getByRole('dialog');
    await button(dialog, 'End the plan').click();
    await dialog.getByText('Choose one.').last().waitFor();
    await dialog.getByRole('combobox').selectOption('moved');
    await looksRight(page, 'plans-end');
    await button(dialog, 'End the plan').click();
    await page.getByText(/^Over since .*She moved away/).waitFor();
    expect((await planning.sees(plan)).end).toEqual({ code: 'moved' });
    await looksRight(page, 'plans-over');
    await button(page, 'It goes on after all').click();
    await said(page, 'The plan goes on.');
    expect((await planning.sees(plan)).endedAt).toBeNull();

    await button(page, 'Entered by mistake').click();
    await dialog.getByText('This cannot be taken back').waitFor();
    await looksRight(page, 'plans-strike');
    await button(dialog, 'Strike it out').click();
    await said(page, 'The plan is struck out.');
    await page.getByText('No plans.').waitFor();
  });

  it('says that she is out, also with the keyboard alone', async () => {
    const woman = await journey.opens();
    const plan = await planning.starts(woman, 'release-from-prison', { date: dayAhead(100) });
    const page = await opens(woman, 'plans');
    await page.getByText('In custody', { exact: true }).waitFor();
    await button(page, 'She is out').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Day on which she came out').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('She is out');
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 12 && !(await focusIsOn(page, 'Write it down')); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said(page, 'Noted: she is out.');
    await page.getByText('In custody', { exact: true }).waitFor({ state: 'detached' });
    expect(await planning.sees(plan)).toMatchObject({ custody: null, happenedOn: dayAhead(0) });
  });

  const focusIsOn = async (page: Page, name: string): Promise<boolean> =>
    (await page.evaluate('document.activeElement.textContent')) === name;

  it('adds a step of her own, and finds a place for one that asks for a referral', async () => {
    const { woman, plan } = await expecting();
    const page = await opens(woman, 'plans');
    await button(page, 'Add a step').click();
    const dialog = page.getByRole('dialog');
    await button(dialog, 'Add it').click();
    await dialog.getByText('Say what is to be done.').waitFor();
    await dialog.getByLabel(/What is to be done/).fill('Ask her sister about the first week');
    await dialog.getByRole('radio', { name: 'Before the month the child is due' }).check();
    await dialog.getByLabel('How many days', { exact: true }).fill('10');
    await looksRight(page, 'plans-add');
    await button(dialog, 'Add it').click();
    await said(page, 'The step is in the plan.');
    await page.getByText('Ask her sister about the first week').waitFor();
    expect((await planning.sees(plan)).steps.some(({ name }) => name.startsWith('Ask her sister'))).toBe(true);

    const antenatal = page.getByRole('listitem').filter({ hasText: 'Antenatal care' });
    await antenatal.getByText('Find a place for it').click();
    await button(page, 'Refer there: City mothers’ clinic').waitFor();
    await looksRight(page, 'plans-refer');
    await button(page, 'Refer there: City mothers’ clinic').click();
    await page.getByRole('heading', { name: 'Her decision' }).waitFor();
    const { steps } = await planning.sees(plan);
    expect(steps.find(({ code }) => code === 'antenatal')?.referral).toMatchObject({ status: 'DRAFT' });
  });

  it('changes how she gets there, and takes it back', async () => {
    const { woman, referral } = await journey.sends('refuge', 'safeHouse', {
      handover: { assistance: 'CONTACT_MADE', companion: 'NOBODY' },
    });
    const page = await opens(woman, 'referrals');
    await page.getByText('How she gets there, and with whom').click();
    const way = page.locator('details[open]');
    await way.getByRole('radio', { name: 'Go there with her' }).check();
    await way.getByLabel(/Where they meet/).fill('At the library');
    await way.getByLabel(/When they meet/).fill(`${dayAhead(2)}T10:30`);
    await looksRight(page, 'referral-handover');
    await button(way, 'Save how she gets there').click();
    await said(page, 'Saved.');
    expect((await journey.sees(CASEWORKER, referral)).handover).toMatchObject({
      ...{ assistance: 'ACCOMPANIED', companion: 'NOBODY', meetingPoint: 'At the library' },
      meetAt: `${dayAhead(2)}T10:30:00.000Z`,
    });
    await undo(page);
    await expect(settled(async () => (await journey.sees(CASEWORKER, referral)).handover)).resolves.toMatchObject({
      ...{ assistance: 'CONTACT_MADE', companion: 'NOBODY', meetingPoint: null, meetAt: null },
    });
  });

  /** What is undone is undone a moment after the tap. */
  async function settled<T extends { assistance: string } | null>(read: () => Promise<T>): Promise<T> {
    for (let tries = 0; tries < 50; tries += 1) {
      const found = await read();
      if (found?.assistance === 'CONTACT_MADE') return found;
      await new Promise((done) => setTimeout(done, 100));
    }
    return read();
  }

  it('plans to reach her in her way and at her times, and in no other', async () => {
    const hours = [{ days: [], from: '09:00', to: '12:00' }];
    const woman = await journey.opens({ safeContact: { channel: 'PHONE', details: '0700 900 461', hours } });
    const page = await opens(woman, 'told');
    await page.getByText('She said: Call; every day 09:00–12:00.').waitFor();
    await page.getByText('Plan a time').click();
    const form = page.locator('details[open]');
    await form.getByRole('radio', { name: 'Text message' }).check();
    await form.getByLabel('Day and hour').fill(`${dayAhead(3)}T10:00`);
    await button(form, 'Plan it').click();
    await form.getByText('This is not the way that she said is safe').waitFor();
    await looksRight(page, 'contact-refused');
    await form.getByRole('radio', { name: 'Call' }).check();
    await form.getByLabel('Day and hour').fill(`${dayAhead(3)}T20:00`);
    await button(form, 'Plan it').click();
    await form.getByText('It is not safe for her at that time').waitFor();
    await form.getByLabel('Day and hour').fill(`${dayAhead(3)}T10:00`);
    await form.getByRole('checkbox', { name: 'A voicemail would be left' }).check();
    await button(form, 'Plan it').click();
    await form.getByText('No voicemail').waitFor();
    await form.getByRole('checkbox', { name: 'A voicemail would be left' }).uncheck();
    await button(form, 'Plan it').click();
    await said(page, 'The time is planned.');
    await button(page, /^Done, or not needed: Call/).waitFor();
    await looksRight(page, 'contact-planned');

    // Saving what she told keeps the hours that she gave.
    await button(page, 'Take out every day 09:00–12:00').waitFor();
    await page.getByLabel('Code word').fill('marmalade');
    await button(page, 'Save').first().click();
    await said(page, 'Saved.');
    await page.getByText('She said: Call; every day 09:00–12:00.').waitFor();

    await page.getByText('Add hours').click();
    await page.getByRole('checkbox', { name: 'Thu' }).check();
    await button(page, 'Add these hours').click();
    await page.getByText('Give both times').waitFor();
    await page.getByLabel('From', { exact: true }).fill('18:00');
    await page.getByLabel('Until', { exact: true }).fill('20:00');
    await button(page, 'Add these hours').click();
    await button(page, 'Take out Thu 18:00–20:00').waitFor();
    await looksRight(page, 'contact-hours');
    await button(page, 'Save').first().click();
    await page.getByText(/^She said: Call; every day 09:00–12:00; Thu 18:00–20:00/).waitFor();

    await button(page, /^Done, or not needed: Call/).click();
    await said(page, 'Nothing of it is kept.');
    await page.getByText('No time is planned.').waitFor();
    await undo(page);
    await button(page, /^Done, or not needed: Call/).waitFor();
  });

  it('what is wrong with her hours is said once, and both times refer to it', async () => {
    const woman = await journey.opens({ safeContact: { channel: 'PHONE', details: '0700 900 461' } });
    const page = await opens(woman, 'told');
    await page.getByText('Add hours').click();
    const times = [page.getByLabel('From', { exact: true }), page.getByLabel('Until', { exact: true })];
    for (const time of times) {
      // As in a browser that has no control for a time of day: anything can be typed.
      await time.evaluate((input) => input.setAttribute('type', 'text'));
      await time.fill(time === times[0] ? 'nine' : 'noon');
    }
    await button(page, 'Add these hours').click();
    await button(page, 'Take out every day nine–noon').waitFor();
    await button(page, 'Save').first().click();
    const wrong = page.locator('.error');
    await wrong.first().waitFor();
    expect(await wrong.count()).toBe(1);
    const id = await wrong.getAttribute('id');
    expect(id).toMatch(/./);
    for (const time of times) {
      expect(await time.getAttribute('aria-describedby')).toBe(id);
      expect(await time.getAttribute('aria-invalid')).toBe('true');
    }
    await looksRight(page, 'contact-hours-refused');
    await button(page, 'Take out every day nine–noon').click();
    await button(page, 'Save').first().click();
    await said(page, 'Saved.');
  });

  it('forgets her for good, where she wants it: asked plainly, with a word, and told what stays', async () => {
    const { woman, referral } = await journey.sends('refuge', 'safeHouse');
    const page = await opens(woman, 'more');
    await page.getByText('Forget her for good').click();
    await looksRight(page, 'forget');
    await button(page, 'She wants to be forgotten').click();
    const dialog = page.getByRole('dialog');
    await button(dialog, 'Erase all of it').click();
    await dialog.getByText('Write ERASE, so that it is no slip.').waitFor();
    await looksRight(page, 'forget-ask');
    // Asked anew, nothing is held against her that was not done yet.
    await button(dialog, 'Cancel').click();
    await button(page, 'She wants to be forgotten').click();
    await dialog.getByLabel('Write ERASE to go on').waitFor();
    await dialog.locator('.field-wrong').waitFor({ state: 'detached' });
    await dialog.getByLabel('Write ERASE to go on').fill('erase');
    await button(dialog, 'Erase all of it').click();
    await page.getByText('She is forgotten.').waitFor();
    await page.getByText('1 open referral ended.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/woman');
    await looksRight(page, 'forgotten');
    expect(await page.getByText('In hand:').count()).toBe(0);
    await button(page, 'I have told her').click();
    await page.getByText('She is forgotten.').waitFor({ state: 'detached' });
    expect(await journey.sees(REFUGE, referral)).toMatchObject({ status: 'WITHDRAWN', shared: null });
    await page.locator('input.code').fill(woman.code);
    await page.locator('input.code').press('Enter');
    await page.getByText('There is no such record here.').waitFor();
  });

  it.each([
    ['dark', { colorScheme: 'dark', viewport: { width: 768, height: 1024 } }],
    ['narrow', { colorScheme: 'light', viewport: { width: 320, height: 640 } }],
    ['Spanish', { colorScheme: 'light', viewport: { width: 360, height: 740 }, locale: 'es' }],
    ['Arabic', { colorScheme: 'dark', viewport: { width: 320, height: 640 }, locale: 'ar' }],
  ] as const)('reads well: %s', async (name, options) => {
    const { woman } = await expecting();
    await planning.starts(woman, 'release-from-prison', { date: dayAhead(100) });
    await journey.sheTells(woman, { version: 1, safeContact: { channel: 'IN_PERSON', safeTimes: 'mornings' } });
    const page = await opens(woman, 'plans', options);
    for (const summary of await page.locator('main details > summary').all()) await summary.click();
    await looksRight(page, `plans-${name}`);
    const buttons = page.locator('main .card').first().locator('> .actions button');
    await buttons.last().click();
    await page.locator('dialog[open]').waitFor();
    await looksRight(page, `plans-add-${name}`);
    await page.keyboard.press('Escape');
    await page.locator('nav.tabs a[href="/woman/record?view=told"]').click();
    await page.locator('main details > summary').last().click();
    await looksRight(page, `contact-${name}`);
  });
});
