import type { Page } from 'playwright-core';
import { Hand, noteHand } from '../support/pages/hand.js';
import { reach } from '../support/pages/keyboard.js';
import { axe, fillSignIn, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

const WORKER = 'caseworker@riverside.example';
const SHELTER = '/find?services=shelter&must=accepts-drug-use';

describePages('she finds a place', () => {
  let pages: PagesApp;
  beforeAll(async () => {
    // A test speaks for the agency by documents of its own.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
  }, 120_000);
  afterAll(() => pages.close());

  const card = (page: Page, name: string) =>
    page.locator('article', { has: page.getByRole('heading', { name, exact: true }) });

  it('a shelter tonight that takes women who use drugs: six actions from signing in to the whole place', async () => {
    const hand = new Hand();
    const page = await pages.open('/');
    await hand.fill(page.getByLabel('E-mail address'), WORKER);
    await hand.fill(page.getByLabel('Password'), 'a long enough password');
    await hand.tap(page.getByRole('button', { name: 'Sign in' }));
    await hand.tap(page.getByText('Shelter tonight'));
    await hand.tap(page.getByRole('form').getByText('Takes women who currently use drugs'));
    const refuge = card(page, 'Safe House Refuge');
    await refuge.waitFor();
    await hand.tap(refuge.getByText('All about this place'));
    expect(noteHand('from sign-in to a found shelter', hand.actions)).toBeLessThanOrEqual(6);
    await screenshot(page, 'find-shelter-1280');
    expect(new URL(page.url()).search).toBe('?services=shelter,night-shelter&must=accepts-drug-use&open=now');
  });

  it('says Yes, Ask first and Not known apart, and never No where nobody said so', async () => {
    const page = await pages.signIn(WORKER, { path: SHELTER });
    const matches = page.getByRole('region', { name: 'These fit' });
    const toCall = page.getByRole('region', { name: 'Call first' });
    await toCall.locator('article').first().waitFor();
    for (const each of await matches.locator('article').all())
      expect(await each.locator('.badge').first().innerText()).toContain('Yes');
    for (const each of await toCall.locator('article').all())
      expect(await each.locator('.badge').first().innerText()).toMatch(/Not known|Ask first/);
    // What is folded away may well say No to something that she did not ask for.
    expect(await page.locator('.badge-no:visible').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
  });

  it('Back leads to the search before, Forward to the one after', async () => {
    const page = await pages.signIn(WORKER, { path: '/find' });
    await page.getByText('Shelter tonight').click();
    await page.locator('article').first().waitFor();
    await page.goBack();
    await page.getByText('Choose what she needs').waitFor();
    await page.goForward();
    await page.locator('article').first().waitFor();
  });

  it('"I rang, they said no" is two taps, and can be taken back', async () => {
    const page = await pages.signIn(WORKER, { path: SHELTER });
    const hand = new Hand();
    const first = page.locator('article').first();
    await first.waitFor();
    await hand.tap(first.getByRole('button', { name: /^I rang/ }));
    await hand.tap(first.getByRole('button', { name: /^No: .*(full|space|room|place)/i }).first());
    await page.getByText(/Noted for/).waitFor();
    expect(noteHand('I rang, they said no', hand.actions)).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
  });

  it('asks several places at once, and an answer arrives', async () => {
    const page = await pages.signIn(WORKER, { path: SHELTER });
    const refuge = card(page, 'Safe House Refuge');
    await refuge.getByText('Ask this one too').click();
    await page.getByRole('button', { name: 'Ask now' }).click();
    const questions = page.getByRole('region', { name: 'Asked, and waiting' });
    await questions.getByText('No answer yet').waitFor();
    const agency = pages.house.as('agency@safehouse.example');
    const { data } = await agency('{ placeQuestions { id asked { id } } }');
    const [question] = data.placeQuestions;
    const answered = await agency(
      `mutation ($input: AnswerPlaceQuestionInput!) { answerPlaceQuestion(input: $input) { __typename } }`,
      { input: { id: question.id, listingId: question.asked[0].id, answer: 'YES' } },
    );
    expect(answered.errors).toBeUndefined();
    await page.getByRole('button', { name: 'Look again' }).click();
    await questions.locator('.badge-yes').waitFor();
    await screenshot(page, 'find-asked-1280');
  });

  it('nothing fits: says what would have to give, and one tap gives it', async () => {
    const page = await pages.signIn(WORKER, {
      path: '/find?services=shelter&must=accepts-drug-use,couples-welcome,no-police,step-free&free=1',
    });
    await page.getByRole('heading', { name: 'No place is known that fits' }).waitFor();
    const without = page.getByRole('button', { name: /^Without/ });
    await without.first().waitFor();
    await screenshot(page, 'find-nothing-1280');
    await without.first().click();
    await page.locator('article').first().waitFor();
  });

  it('by keyboard alone', async () => {
    const page = await pages.signIn(WORKER, { path: '/find' });
    await page.getByRole('checkbox', { name: 'Shelter tonight' }).focus();
    await page.keyboard.press('Space');
    await page.locator('article').first().waitFor();
    await reach(page, /^Refer/, 250);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/refer/**');
  });

  it.each([320, 360, 768, 1280])('at %d px nothing stands wider than the window', async (width) => {
    const page = await pages.signIn(WORKER, { path: SHELTER, viewport: { width, height: 800 } });
    await page.locator('article').first().waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `find-${width}`);
  });

  it.each([
    ['dark', { colorScheme: 'dark' as const }],
    ['forced colours', { forcedColors: 'active' as const }],
    ['Arabic', { locale: 'ar' }],
    ['Spanish', { locale: 'es' }],
  ])('in %s axe finds nothing', async (name, options) => {
    const page = await pages.signIn(WORKER, { path: SHELTER, viewport: { width: 360, height: 800 }, ...options });
    await page.locator('article').first().waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `find-${name.replace(' ', '-')}`);
  });

  it('without a connection the last results can be read, and leaving takes them away', async () => {
    const page = await pages.signIn(WORKER, { path: SHELTER });
    await page.locator('article').first().waitFor();
    await page.context().setOffline(true);
    await page.getByRole('form').getByText('Open now').click();
    await page.getByText('There is no connection.').first().waitFor();
    await page.locator('article').first().waitFor();
    await screenshot(page, 'find-offline');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Leave now' }).click();
    await page.waitForURL('**/away');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('who is no caseworker searches, and neither refers nor asks', async () => {
    const page = await pages.open(SHELTER);
    await fillSignIn(page, 'agency@clinic.example');
    await page.goto(SHELTER);
    await page.locator('article').first().waitFor();
    expect(await page.getByRole('link', { name: /^Refer/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^I rang/ }).count()).toBe(0);
  });
});
