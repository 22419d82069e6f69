import type { BrowserContextOptions, Page } from 'playwright-core';
import { CASEWORKER, CITY_SHELTER, REFUGE, TestJourney, type SeenReferral } from '../support/journey.js';
import { Hand, noteHand } from '../support/pages/hand.js';
import { axe, hearsNothing, PagesApp, screenshot, scrollsSideways } from '../support/pages/pages-app.js';
import { describePages } from '../support/pages/stories.js';

const TOLD = { childrenAges: [3, 7], languages: ['es'], pregnancy: 'PREGNANT' };

describePages('the inbox', () => {
  let pages: PagesApp;
  let journey: TestJourney;
  beforeAll(async () => {
    // The other side of these stories asks with documents of the tests, which nobody registered.
    pages = await PagesApp.start({ OPERATIONS: 'open' });
    journey = new TestJourney(pages.house);
  });
  afterAll(() => pages.close());

  const sends = async (fields: ('CHILDREN' | 'NOTE')[] = ['CHILDREN', 'NOTE']): Promise<SeenReferral> => {
    const woman = await journey.opens(TOLD);
    await journey.sheConsents(woman, 'safeHouse', { fields });
    const note = fields.includes('NOTE') ? 'She comes after dark.' : undefined;
    const draft = await journey.drafts(woman, 'refuge', {
      urgency: 'NOW',
      note,
      handover: { assistance: 'ACCOMPANIED', callBack: 'Ana, +999 555 0123' },
    });
    return journey.takes('SEND', CASEWORKER, draft);
  };
  /** Signed in, and then there. */
  const enters = async (who: string, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await pages.signIn(who, options);
    await page.goto(path);
    await page.locator('h1').waitFor();
    return page;
  };
  const card = (page: Page, code: string) => page.locator('article', { hasText: code });
  const opens = async (page: Page, code: string) => {
    await card(page, code).getByRole('button', { name: /^Open/ }).click();
    const inHand = page.getByRole('region', { name: `Referral ${code}` });
    await inHand.waitFor();
    return inHand;
  };

  it('an agency answers in two actions: opens it, reads what it may, says yes', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    const hand = new Hand();
    await hand.tap(card(page, referral.code).getByRole('button', { name: /^Open/ }));
    const inHand = page.getByRole('region', { name: `Referral ${referral.code}` });
    await inHand.getByText('She comes after dark.').waitFor();
    expect(await inHand.innerText()).toMatch(/3, 7/);
    expect(await inHand.innerText()).not.toMatch(/pregnan|Spanish/i);
    expect(await inHand.getByRole('link', { name: /Ring first/ }).getAttribute('href')).toBe('tel:+9995550123');
    await screenshot(page, 'inbox-opened-1280');
    expect(await axe(page)).toEqual([]);
    await hand.tap(inHand.getByRole('button', { name: /^Yes, she can come/ }));
    await page.getByText('Said: she can come.').waitFor();
    expect(noteHand('an agency answers a referral', hand.actions)).toBe(2);
    expect((await journey.sees(REFUGE, referral)).status).toBe('ACCEPTED');
    expect(page.url()).not.toContain(referral.id);
    expect(page.url()).not.toContain(referral.code);
    await page.goBack();
    await page.getByRole('link', { name: /^To answer/ }).waitFor();
  });

  it('or in one, straight from the list', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    await card(page, referral.code).getByRole('button', { name: /^Yes/ }).click();
    await page.getByText('Said: she can come.').waitFor();
    await card(page, referral.code).waitFor({ state: 'detached' });
    expect((await journey.sees(REFUGE, referral)).status).toBe('ACCEPTED');
  });

  it('says no with a reason, after a plain question; her worker reads why', async () => {
    const referral = await sends();
    const worker = await enters(CASEWORKER, '/inbox?view=to-follow');
    await card(worker, (await journey.sees(CASEWORKER, referral)).client?.code ?? '').waitFor();
    const page = await enters(REFUGE, '/inbox');
    const inHand = await opens(page, referral.code);
    await inHand.getByRole('button', { name: 'Say no' }).click();
    await inHand.getByRole('radio', { name: 'No place free' }).check();
    await inHand.getByRole('button', { name: 'Say no' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be undone.').waitFor();
    await screenshot(page, 'inbox-decline-1280');
    expect((await journey.sees(REFUGE, referral)).status).not.toBe('DECLINED');
    await dialog.getByRole('button', { name: 'Say no' }).click();
    await page.getByText('Said: no, and why.').waitFor();
    expect((await journey.sees(REFUGE, referral)).reason?.code).toBe('no-space');
    await worker.goto('/inbox?view=closed');
    await worker.getByText('They said no').first().waitFor();
  });

  it('waitlists with a day, and the list of the waiting shows her', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    const inHand = await opens(page, referral.code);
    await inHand.getByRole('button', { name: 'Put her on the list' }).click();
    await inHand.getByRole('button', { name: 'Put her on the list' }).click();
    await page.getByText('She is on the list.').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('link', { name: /^Waiting list/ }).click();
    await card(page, referral.code).getByText('On the waiting list').waitFor();
  });

  it('at the door the code on her slip opens it, she arrives, and what she got is said', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    await page.getByText('She is at the door with a slip').click();
    const slip = page.getByLabel('The code on her slip');
    await slip.fill('not a code');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText(/This is no code/).waitFor();
    await slip.fill(referral.code);
    await page.getByRole('button', { name: 'Find' }).click();
    const inHand = page.getByRole('region', { name: `Referral ${referral.code}` });
    await inHand.getByRole('button', { name: /^She is here/ }).click();
    await page.getByText('Noted: she is here.').waitFor();
    await inHand.getByRole('button', { name: 'Say what she got' }).click();
    await inHand.getByRole('radio', { name: 'She got it' }).check();
    await inHand.getByRole('button', { name: 'Say what she got' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Say what she got' }).click();
    await page.getByText('Noted: what she got.').waitFor();
    expect((await journey.sees(REFUGE, referral)).outcome).toBe('RECEIVED');
  });

  it('the receiver asks, her worker answers, both read it', async () => {
    const referral = await sends();
    const agency = await enters(REFUGE, '/inbox');
    const theirs = await opens(agency, referral.code);
    await theirs.getByLabel('Write to the other side').fill('Does she need a cot?');
    await theirs.getByRole('button', { name: 'Send as a question' }).click();
    await agency.getByText(/^Asked\./).waitFor();
    const client = (await journey.sees(CASEWORKER, referral)).client?.code ?? '';
    const page = await enters(CASEWORKER, '/inbox');
    await card(page, client).getByText('A question waits').waitFor();
    await card(page, client).getByRole('button', { name: /^Open/ }).click();
    const inHand = page.getByRole('region', { name: `Referral ${referral.code}` });
    await inHand.getByLabel('Answer their question').fill('Yes, one.');
    await inHand.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('The answer is sent.').waitFor();
    await agency.reload();
    const again = await opens(agency, referral.code);
    await again.getByText('Yes, one.').waitFor();
  });

  it('of two answers at once the second is shown how it stands', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    await hearsNothing(page);
    const inHand = await opens(page, referral.code);
    await inHand.getByRole('button', { name: 'Put her on the list' }).click();
    await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' });
    await inHand.getByRole('button', { name: 'Put her on the list' }).click();
    await page
      .getByText(/Nothing was written|They said no/)
      .first()
      .waitFor();
    await inHand.getByText('They said no').waitFor();
    expect((await journey.sees(REFUGE, referral)).status).toBe('DECLINED');
  });

  it('her consent withdrawn is said plainly, and what was shared is gone', async () => {
    const woman = await journey.opens(TOLD);
    const consent = await journey.sheConsents(woman, 'safeHouse');
    const draft = await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' });
    const referral = await journey.takes('SEND', CASEWORKER, draft);
    await journey.sheWithdraws(consent.id, { keepPlace: true });
    const page = await enters(REFUGE, '/inbox');
    const inHand = await opens(page, referral.code);
    await inHand.getByText(/Her consent has ended/).waitFor();
    expect(await inHand.innerText()).not.toContain('after dark');
  });

  it('a question for a woman who is not named is answered in one action', async () => {
    const worker = pages.house.as(CASEWORKER);
    const asked = await worker(`mutation ($input: AskPlacesInput!) { askPlaces(input: $input) { __typename } }`, {
      input: {
        listingIds: [pages.house.network.listings.cityShelter],
        services: ['shelter'],
        conditions: ['accepts-drug-use'],
        childrenAges: [4],
        urgency: 'NOW',
        key: 'asked',
      },
    });
    expect(asked.errors).toBeUndefined();
    const page = await enters(CITY_SHELTER, '/inbox');
    const questions = page.getByRole('region', { name: /^Somebody asks/ });
    const hand = new Hand();
    await questions.getByRole('button', { name: /held for 2 hours/ }).waitFor();
    await screenshot(page, 'inbox-asked-1280');
    await hand.tap(questions.getByRole('button', { name: /held for 2 hours/ }));
    await page.getByText('Your answer is sent.').waitFor();
    expect(noteHand('an agency answers an anonymous question', hand.actions)).toBe(1);
    const { data } = await worker('{ placeQuestions { answers { answer holdUntil } } }');
    expect(data.placeQuestions[0].answers[0]).toMatchObject({ answer: 'YES', holdUntil: expect.any(String) });
  });

  it('by keyboard alone', async () => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox');
    await card(page, referral.code).waitFor();
    const open = card(page, referral.code).getByRole('button', { name: /^Open/ });
    const focused = () => open.evaluate((each) => each === each.ownerDocument.activeElement);
    for (let steps = 0; steps < 60 && !(await focused()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const yes = page.getByRole('button', { name: /^Yes, she can come/ });
    await yes.waitFor();
    const onYes = () => yes.evaluate((each) => each === each.ownerDocument.activeElement);
    for (let steps = 0; steps < 40 && !(await onYes()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Said: she can come.').waitFor();
  });

  it.each([
    ['320', { viewport: { width: 320, height: 800 } }],
    ['768', { viewport: { width: 768, height: 900 } }],
    ['dark', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const }],
    ['forced-colours', { viewport: { width: 360, height: 800 }, forcedColors: 'active' as const }],
    ['ar', { viewport: { width: 360, height: 800 }, locale: 'ar' }],
    ['es', { viewport: { width: 360, height: 800 }, locale: 'es' }],
  ])('%s: axe finds nothing, and nothing stands wider than the window', async (name, options) => {
    const referral = await sends();
    const page = await enters(REFUGE, '/inbox', options);
    await card(page, referral.code).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `inbox-${name}`);
    await card(page, referral.code).getByRole('button').last().click();
    await page.getByText('She comes after dark.').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, `inbox-opened-${name}`);
  });
});
