import { randomUUID } from 'node:crypto';
import { OpenChecks } from '../../src/directory/learning/open-checks.js';
import { TestApp } from '../support/app.js';
import { AskingAround, type SeenCall } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CITY_SHELTER, COLLEAGUE, TestJourney } from '../support/journey.js';
import { search, standing } from '../support/searching.js';
import { verifying } from '../support/verifying.js';

const OTHER_WORKER = 'caseworker@northside.example';
const ANALYST = 'analyst@funder.example';
const CODE = 'accepts-drug-use';
const CALL_FIRST = `call first ~${CODE}`;

describe.each(DATABASES)('a refusal entered in error, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let around: AskingAround;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    around = new AskingAround(app);
  });
  afterEach(() => app.close());

  const id = () => app.network.listings.cityShelter;
  const stands = async (reader = OTHER_WORKER) =>
    standing(await search(app.as(reader), { services: ['shelter'], mustHave: [CODE] }), id());
  const read = async (reader: string): Promise<unknown> => {
    const document = `query ($id: ID!) { listing(id: $id) { version attributes { code answer note source confirmedAt freshness } experience { statement } } }`;
    return (await app.as(reader)(document, { id: id() })).data.listing;
  };
  const refused = async (woman?: Awaited<ReturnType<TestJourney['opens']>>) => {
    if (!woman) {
      const sent = await journey.sends('cityShelter', 'city');
      return {
        ...sent,
        referral: await journey.takes('DECLINE', CITY_SHELTER, sent.referral, { reasonCode: 'drug-use' }),
      };
    }
    const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'cityShelter'));
    return { woman, referral: await journey.takes('DECLINE', CITY_SHELTER, sent, { reasonCode: 'drug-use' }) };
  };
  const corrects = async ({ referral }: { referral: { id: string } }) =>
    journey.takes('CORRECT', CASEWORKER, await journey.sees(CASEWORKER, referral));
  const rings = () => around.rings(CASEWORKER, 'cityShelter', 'NO', { reasonCode: 'drug-use' });
  const unrings = async (who: string, callId: string) => {
    const document = `mutation ($id: ID!) { correctCall(id: $id) { __typename ... on Call { id answer enteredInError } } }`;
    return (await app.as(who)(document, { id: callId })).data.correctCall as SeenCall & { enteredInError?: boolean };
  };
  const later = (days: number) => {
    app.clock.pass({ days });
    app.signInAgain();
  };

  it('teaches nothing any more: nothing is checked, and everybody reads what was there before', async () => {
    const readers = [OTHER_WORKER, CITY_SHELTER, ANALYST];
    const before = await Promise.all(readers.map(read));
    const sent = await refused();
    expect(await stands()).toBe(CALL_FIRST);
    await corrects(sent);
    expect(await stands()).toBe('match');
    expect(await verifying(app).tasks(id())).toEqual([]);
    expect(await Promise.all(readers.map(read))).toEqual(before);
  });

  it('stands on while somebody else, or she herself, was refused too; the last one said to be an error ends it', async () => {
    const first = await refused();
    const second = await refused();
    const again = await refused(second.woman);
    await corrects(first);
    expect(await stands()).toBe(CALL_FIRST);
    await corrects(second);
    expect(await stands()).toBe(CALL_FIRST);
    await corrects(again);
    expect(await stands()).toBe('match');
  });

  it('leaves a check open that had another cause before it', async () => {
    later(200);
    await app.nest.get(OpenChecks).run();
    const { tasks } = verifying(app);
    const task = async () => (await tasks(id())).find(({ code }) => code === CODE);
    expect(await task()).toMatchObject({ cause: 'AGE' });
    const sent = await refused();
    expect(await task()).toMatchObject({ cause: 'REFUSAL' });
    await corrects(sent);
    expect(await task()).toMatchObject({ cause: 'AGE' });
    expect(await stands()).toBe(CALL_FIRST);
  });

  it('leaves what the network found as the network found it', async () => {
    const { tasks, resolve } = verifying(app);
    const sent = await refused();
    await resolve((await tasks(id()))[0]!.id, 'CHANGED', { answer: 'NO' });
    await corrects(sent);
    expect(await stands()).toBe('nowhere');
    expect(await tasks(id(), false)).toHaveLength(1);
  });

  it('is no experience: five women and one of them in error are four', async () => {
    const said = async (reader: string) => ((await read(reader)) as { experience: object[] }).experience;
    for (let women = 0; women < 4; women++) await refused();
    const fifth = await refused();
    expect(await said(OTHER_WORKER)).toHaveLength(1);
    // The public face hears of a quarter when it has been over for a week, and of the correction a week late too.
    app.clock.set('2026-07-09T12:00:00.000Z');
    app.signInAgain();
    expect(await said(ANALYST)).toHaveLength(1);
    await corrects(fifth);
    expect(await said(OTHER_WORKER)).toEqual([]);
    later(6);
    expect(await said(ANALYST)).toHaveLength(1);
    later(2);
    expect(await said(ANALYST)).toEqual([]);
  });

  it('the public face, which shows it by then, shows it for a week more', async () => {
    const before = await read(ANALYST);
    const sent = await refused();
    later(8);
    const checked = await read(ANALYST);
    expect(checked).not.toEqual(before);
    await corrects(sent);
    expect(await stands()).toBe('match');
    expect(await read(ANALYST)).toEqual(checked);
    expect(await stands(ANALYST)).toBe(CALL_FIRST);
    app.clock.pass({ days: 6, hours: 23 });
    app.signInAgain();
    expect(await read(ANALYST)).toEqual(checked);
    app.clock.pass({ hours: 2 });
    expect(await stands(ANALYST)).toBe('match');
  });

  describe('on the phone', () => {
    it('is corrected by who recorded it, once, and by nobody else', async () => {
      const call = await rings();
      expect(await stands()).toBe(CALL_FIRST);
      const nobody = await unrings(CASEWORKER, randomUUID());
      expect(nobody).toEqual({ __typename: 'Forbidden' });
      for (const who of [COLLEAGUE, OTHER_WORKER]) expect(await unrings(who, call.id)).toEqual(nobody);
      expect(
        (await app.as(CITY_SHELTER)(`mutation { correctCall(id: "${call.id}") { __typename } }`)).errors?.[0]
          ?.extensions.code,
      ).toBe('FORBIDDEN');
      expect(await stands()).toBe(CALL_FIRST);
      const corrected = { __typename: 'Call', id: call.id, answer: 'NO', enteredInError: true };
      const both = await Promise.all([unrings(CASEWORKER, call.id), unrings(CASEWORKER, call.id)]);
      expect(both).toEqual([corrected, corrected]);
      expect(await stands()).toBe('match');
      const trail = await app.as('manager@riverside.example')(
        `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action } } } }`,
        { id: call.id },
      );
      expect(trail.data.auditTrail.edges.map(({ node }: { node: { action: string } }) => node.action)).toEqual([
        'call.correct',
        'call.record',
      ]);
      await rings();
      expect(await stands()).toBe(CALL_FIRST);
    });

    it('stands on while another call of that day said the same', async () => {
      const [one, other] = [await rings(), await rings()];
      await unrings(CASEWORKER, one.id);
      expect(await stands()).toBe(CALL_FIRST);
      await unrings(CASEWORKER, other.id);
      expect(await stands()).toBe('match');
    });
  });
});
