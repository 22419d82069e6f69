import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { BRIGID, CASEWORKER, CITY_SHELTER, REFUGE, TestJourney } from '../support/journey.js';
import { keeping } from '../support/keeping.js';
import type { ListingKey, OrganizationKey } from '../support/network.js';
import { search, standing } from '../support/searching.js';
import { VERIFIER, verifying } from '../support/verifying.js';

const ANALYST = 'analyst@funder.example';
const OTHER_WORKER = 'caseworker@northside.example';

describe.each(DATABASES)('a refusal teaches the directory, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterEach(() => app.close());

  const listingId = (key: ListingKey) => app.network.listings[key];
  const answer = async (reader: string, key: ListingKey, code: string) => {
    const document = `query ($id: ID!) { listing(id: $id) { attributes { code answer note source confirmedAt freshness } } }`;
    const { data } = await app.as(reader)(document, { id: listingId(key) });
    return (data.listing.attributes as { code: string }[]).find((each) => each.code === code);
  };
  const said = async (reader: string, key: ListingKey) => {
    const document = `query ($id: ID!) { listing(id: $id) { version experience { code statement sinceQuarter } } }`;
    return (await app.as(reader)(document, { id: listingId(key) })).data.listing;
  };
  const stands = async (reader: string, key: ListingKey, mustHave: string[]) =>
    standing(await search(app.as(reader), { services: ['shelter'], mustHave }), listingId(key));
  const refused = async (reasonCode: string, listing: ListingKey = 'cityShelter', by = CITY_SHELTER) => {
    const to: Partial<Record<ListingKey, OrganizationKey>> = { refuge: 'safeHouse', brigidRefuge: 'brigid' };
    const sent = await journey.sends(listing, to[listing] ?? 'city');
    await journey.takes('DECLINE', by, sent.referral, { reasonCode });
    return sent;
  };
  const later = (days: number) => {
    app.clock.pass({ days });
    app.signInAgain();
  };

  it('yes in the directory and no on the phone: the next worker is told to call first, until the network has asked', async () => {
    const { tasks, resolve } = verifying(app);
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('match');
    await refused('drug-use');

    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('call first ~accepts-drug-use');
    for (const reader of [OTHER_WORKER, CASEWORKER, CITY_SHELTER, 'manager@riverside.example'])
      expect(await answer(reader, 'cityShelter', 'accepts-drug-use')).toEqual({
        code: 'accepts-drug-use',
        answer: 'DEPENDS',
        note: 'Being checked: call first.',
        source: null,
        confirmedAt: null,
        freshness: 'DUE',
      });
    // What was not contradicted is as it was, and so is every other place.
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-children'])).toBe('match');
    expect(await stands(OTHER_WORKER, 'refuge', ['accepts-drug-use'])).toBe('match');

    const [task, ...others] = await tasks(listingId('cityShelter'));
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      code: 'accepts-drug-use',
      answer: 'YES',
      cause: 'REFUSAL',
      openedAt: '2026-03-18T21:00:00.000Z',
      dueAt: '2026-03-19T21:00:00.000Z',
      tries: 0,
      result: null,
    });
    expect(await answer(VERIFIER, 'cityShelter', 'accepts-drug-use')).toMatchObject({ answer: 'YES' });

    app.clock.pass({ hours: 5 });
    const key = 'rang-1';
    const done = await resolve(task!.id, 'CONFIRMED', { note: 'A new colleague did not know.', key });
    expect(done).toMatchObject({ __typename: 'VerificationTask', result: 'CONFIRMED', answer: 'YES' });
    expect(await resolve(task!.id, 'CONFIRMED', { note: 'A new colleague did not know.', key })).toEqual(done);
    expect(await resolve(task!.id, 'NO_ANSWER')).toMatchObject({ problems: [{ path: 'id' }] });
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('match');
    expect(await answer(OTHER_WORKER, 'cityShelter', 'accepts-drug-use')).toMatchObject({
      answer: 'YES',
      note: null,
      source: 'NETWORK',
      confirmedAt: '2026-03-19T02:00:00.000Z',
    });
    expect(await tasks(listingId('cityShelter'))).toEqual([]);
    expect(await tasks(listingId('cityShelter'), false)).toEqual([expect.objectContaining({ id: task!.id })]);
  });

  it('at the door it teaches the same, whoever of both sides writes it down, and on behalf of who answers nowhere', async () => {
    const accepted = async () => {
      const { referral } = await journey.sends('cityShelter', 'city');
      return journey.takes('ACCEPT', CITY_SHELTER, referral);
    };
    await journey.takes('TURN_AWAY', CITY_SHELTER, await accepted(), { reasonCode: 'children' });
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-children'])).toBe('call first ~accepts-children');
    const seen = await journey.sees(CASEWORKER, await accepted());
    await journey.takes('TURN_AWAY', CASEWORKER, seen, { reasonCode: 'drug-use' });
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('call first ~accepts-drug-use');

    await keeping(app.as(VERIFIER)).say(listingId('hostel'), { attributes: [{ code: 'free', answer: 'YES' }] });
    const { referral } = await journey.sends('hostel', 'hostel');
    await journey.takes('DECLINE', CASEWORKER, referral, {
      reasonCode: 'cost',
      onBehalfOfReceiver: true,
      answeredBy: 'PHONE',
    });
    expect(await stands(OTHER_WORKER, 'hostel', ['free'])).toBe('call first ~free');
  });

  it('what contradicts no YES opens nothing: no place free, an answer that is NO, one that nobody gave', async () => {
    await refused('no-space');
    await refused('hiv');
    await refused('drug-use', 'brigidRefuge', BRIGID);
    const { tasks } = verifying(app);
    for (const key of ['cityShelter', 'brigidRefuge'] as const) expect(await tasks(listingId(key))).toEqual([]);
    expect(await answer(OTHER_WORKER, 'brigidRefuge', 'accepts-drug-use')).toMatchObject({ answer: 'NO', note: null });
  });

  it('the place’s own word closes nothing; what the network finds is kept', async () => {
    const { tasks, resolve } = verifying(app);
    await refused('drug-use');
    await refused('children');
    const city = keeping(app.as(CITY_SHELTER));
    const id = listingId('cityShelter');
    await city.confirm(id, await city.version(id));
    await city.say(id, { attributes: [{ code: 'accepts-drug-use', answer: 'YES' }] });
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('call first ~accepts-drug-use');

    const task = (await tasks(id)).find(({ code }) => code === 'accepts-drug-use')!;
    for (const [result, also] of [
      ['CHANGED', {}],
      ['CHANGED', { answer: 'YES' }],
      ['CONFIRMED', { answer: 'NO' }],
    ] as const)
      expect(await resolve(task.id, result, also)).toMatchObject({ problems: [{ path: 'answer' }] });
    await resolve(task.id, 'CHANGED', { answer: 'NO', note: 'Only after a detox.' });
    expect(await answer(OTHER_WORKER, 'cityShelter', 'accepts-drug-use')).toMatchObject({
      answer: 'NO',
      note: 'Only after a detox.',
      source: 'NETWORK',
    });
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('nowhere');
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-children'])).toBe('call first ~accepts-children');
  });

  it('rang three times, no answer: it stays open and depends; asked not to be listed: it is gone', async () => {
    const { tasks, resolve } = verifying(app);
    await refused('drug-use');
    await refused('children');
    const id = listingId('cityShelter');
    const task = (await tasks(id)).find(({ code }) => code === 'accepts-drug-use')!;
    const dues: (string | undefined)[] = [];
    for (const tries of [1, 2, 3]) {
      const tried = await resolve(task.id, 'NO_ANSWER', { note: 'Rang the desk.' });
      expect(tried).toMatchObject({ result: 'NO_ANSWER', tries, resolvedAt: null, note: 'Rang the desk.' });
      dues.push(tried.dueAt);
    }
    expect(dues).toEqual(['2026-03-19T21:00:00.000Z', '2026-03-19T21:00:00.000Z', '2026-03-25T21:00:00.000Z']);
    later(30);
    expect(await stands(OTHER_WORKER, 'cityShelter', ['accepts-drug-use'])).toBe('call first ~accepts-drug-use');
    await resolve(task.id, 'ASKED_NOT_TO_BE_LISTED', { note: 'They close in May.' });
    expect(await tasks(id)).toEqual([]);
    expect(await stands(OTHER_WORKER, 'cityShelter', [])).toBe('nowhere');
    expect((await app.as(ANALYST)(`query ($id: ID!) { listing(id: $id) { id } }`, { id })).data.listing).toBeNull();
  });

  it('only the network sees tasks and resolves them, and its acts stand in its trail', async () => {
    const { tasks, resolve } = verifying(app);
    await refused('drug-use');
    const [task] = await tasks(listingId('cityShelter'));
    for (const who of [CASEWORKER, CITY_SHELTER, 'manager@riverside.example', ANALYST]) {
      const listed = await app.as(who)('{ verificationTasks { totalCount } }');
      expect(listed.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const resolved = await app.as(who)(
        `mutation ($id: ID!) { resolveVerification(input: { id: $id, result: CONFIRMED }) { __typename } }`,
        { id: task!.id },
      );
      expect(resolved.data?.resolveVerification.__typename ?? 'Forbidden').toBe('Forbidden');
    }
    expect(await resolve(randomUUID(), 'CONFIRMED')).toMatchObject({ __typename: 'Forbidden' });
    await resolve(task!.id, 'CONFIRMED');
    const { data } = await app.as(VERIFIER)(
      `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action } } } }`,
      { id: listingId('cityShelter') },
    );
    expect(data.auditTrail.edges).toContainEqual({ node: { action: 'listing.verify-confirmed' } });
  });

  it('five different women are a statement, in words; one woman five times is not', async () => {
    const { woman, consent } = await refused('drug-use', 'refuge', REFUGE);
    expect(consent.active).toBe(true);
    for (let again = 2; again <= 5; again++) {
      const draft = await journey.drafts(woman, 'refuge');
      await journey.takes('DECLINE', REFUGE, await journey.takes('SEND', CASEWORKER, draft), {
        reasonCode: 'drug-use',
      });
    }
    expect((await said(OTHER_WORKER, 'refuge')).experience).toEqual([]);
    for (const before of [1, 2, 3]) {
      await refused('drug-use', 'refuge', REFUGE);
      expect([before, (await said(OTHER_WORKER, 'refuge')).experience]).toEqual([before, []]);
    }
    later(30);
    // Another reason is another statement.
    await refused('children', 'refuge', REFUGE);
    expect((await said(OTHER_WORKER, 'refuge')).experience).toEqual([]);
    await refused('drug-use', 'refuge', REFUGE);
    const statement = {
      code: 'drug-use',
      statement: 'has turned women away for drug use',
      sinceQuarter: '2026-Q1',
    };
    for (const reader of [OTHER_WORKER, REFUGE, VERIFIER])
      expect((await said(reader, 'refuge')).experience).toEqual([statement]);
    expect((await said(OTHER_WORKER, 'cityShelter')).experience).toEqual([]);

    // The public face hears of a quarter when it has been over for a week.
    expect((await said(ANALYST, 'refuge')).experience).toEqual([]);
    app.clock.set('2026-07-07T23:00:00.000Z');
    app.signInAgain();
    expect((await said(ANALYST, 'refuge')).experience).toEqual([]);
    later(1);
    expect((await said(ANALYST, 'refuge')).experience).toEqual([statement]);
    // And after a year it is nobody's experience any more.
    app.clock.set('2027-03-31T12:00:00.000Z');
    app.signInAgain();
    expect((await said(OTHER_WORKER, 'refuge')).experience).toEqual([statement]);
    later(1);
    expect((await said(OTHER_WORKER, 'refuge')).experience).toEqual([]);
  });

  it('the network’s own verification clears the statement, and what comes after counts anew', async () => {
    const { resolveAll } = verifying(app);
    for (let women = 0; women < 5; women++) await refused('drug-use');
    expect((await said(OTHER_WORKER, 'cityShelter')).experience).toHaveLength(1);
    await resolveAll(listingId('cityShelter'), 'CONFIRMED');
    expect((await said(OTHER_WORKER, 'cityShelter')).experience).toEqual([]);
    for (let women = 0; women < 4; women++) await refused('drug-use');
    expect((await said(OTHER_WORKER, 'cityShelter')).experience).toEqual([]);
    await refused('drug-use');
    expect((await said(OTHER_WORKER, 'cityShelter')).experience).toHaveLength(1);
  });

  it('keeps nothing by which anybody could be found again', async () => {
    const { woman, referral } = await refused('drug-use');
    const { manager } = app.database;
    for (const table of ['refusal_evidence', 'verification_task']) {
      const kept = JSON.stringify(await manager.query(`SELECT * FROM ${table}`));
      for (const hers of [woman.id, woman.code, referral.id, referral.code, app.network.staff[CASEWORKER]!])
        expect(kept).not.toContain(hers);
    }
  });
});
