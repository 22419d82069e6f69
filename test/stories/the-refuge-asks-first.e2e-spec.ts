import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { ExpireReferrals } from '../../src/referrals/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  type Consent,
  type SeenReferral,
} from '../support/journey.js';

interface Message {
  id: string;
  kind: string;
  from: { name: string };
  text: string | null;
  answerTo: string | null;
}
interface Asked {
  __typename: string;
  id: string;
  version: number;
  status: string;
  respondBy: string;
  questionDueBy: string | null;
  condition: string | null;
  messages: Message[];
}

const SEEN = 'id version status respondBy questionDueBy condition messages { id kind from { name } text answerTo }';
const FIELDS = `__typename ... on Referral { ${SEEN} }
  ... on Problem { message } ... on InvalidInput { problems { path } } ... on StepNotAllowed { status }`;

describe.each(DATABASES)('the refuge asks first, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;
  let consent: Consent;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ referral, consent } = await journey.sends('refuge', 'safeHouse', { urgency: 'TODAY' }));
  });
  afterEach(() => app.close());

  const act = async (who: string, document: string, variables: object): Promise<Asked> => {
    const answer = await app.as(who)(document, { ...variables });
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data as object)[0] as Asked;
  };
  const asks = (text: string, who = REFUGE, key?: string, id = referral.id) =>
    act(
      who,
      `mutation ($id: ID!, $text: String!, $key: String) { askSender(referralId: $id, text: $text, key: $key) { ${FIELDS} } }`,
      { id, text, key },
    );
  const answers = (questionId: string, text: string, who = CASEWORKER, key?: string) =>
    act(
      who,
      `mutation ($id: ID!, $questionId: ID!, $text: String!, $key: String) {
        answerQuestion(referralId: $id, questionId: $questionId, text: $text, key: $key) { ${FIELDS} } }`,
      { id: referral.id, questionId, text, key },
    );
  const sees = (who: string) => act(who, `query ($id: ID!) { referral(id: $id) { ${SEEN} } }`, { id: referral.id });
  const at = (minutes: number) => new Date(app.clock.millis() + minutes * 60_000).toISOString();

  const expire = async () => {
    await app.nest.get(ExpireReferrals, { strict: false }).run();
    app.signInAgain();
  };

  describe('a question', () => {
    it('stands in the sender’s inbox with a time by which it is due, and is gone from it once it is answered', async () => {
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW', { questionWaits: true })).ids).toEqual([]);
      app.clock.pass({ minutes: 30 });
      const asked = await asks('Does she bring a dog?');
      expect(asked).toMatchObject({ status: 'SENT', questionDueBy: at(240), respondBy: referral.respondBy });
      expect(asked.messages).toMatchObject([
        { kind: 'QUESTION', from: { name: 'Safe House' }, text: 'Does she bring a dog?', answerTo: null },
      ]);
      expect(await sees(CASEWORKER)).toMatchObject({ questionDueBy: at(240), messages: asked.messages });
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW', { questionWaits: true })).ids).toEqual([referral.id]);
      app.clock.pass({ minutes: 1 });
      const answered = await answers(asked.messages[0]!.id, 'No dog.');
      expect(answered.questionDueBy).toBeNull();
      expect(answered.messages[1]).toMatchObject({ kind: 'ANSWER', text: 'No dog.', answerTo: asked.messages[0]!.id });
      expect((await sees(REFUGE)).messages.map(({ text }) => text)).toEqual(['Does she bring a dog?', 'No dog.']);
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW', { questionWaits: true })).ids).toEqual([]);
    });

    it('is late at the sender’s when it is not answered in time, and comes first among what is due there; at the receiver’s it is not late', async () => {
      const { referral: other } = await journey.sends('refuge', 'safeHouse', { urgency: 'TODAY' });
      const accepted = await journey.takes('ACCEPT', REFUGE, referral);
      await asks('Which language?');
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW')).ids).toEqual(
        [other.id, referral.id].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1)),
      );
      app.clock.pass({ hours: 4 });
      expect((await journey.inbox(CASEWORKER, 'OVERDUE')).ids).toEqual([]);
      app.clock.pass({ minutes: 1 });
      expect((await journey.inbox(CASEWORKER, 'OVERDUE')).ids.sort()).toEqual([referral.id, other.id].sort());
      expect((await journey.inbox(REFUGE, 'OVERDUE')).ids).toEqual([other.id]);
      expect(accepted.status).toBe('ACCEPTED');
    });

    it('while it waits the receiver is not taken to be silent; answered, its clock starts anew', async () => {
      app.clock.pass({ hours: 3, minutes: 50 });
      const asked = await asks('Is she on methadone?');
      app.clock.pass({ hours: 4, minutes: 11 });
      await expire();
      expect((await sees(CASEWORKER)).status).toBe('SENT');
      const answered = await answers(asked.messages[0]!.id, 'Yes.');
      expect(answered.respondBy).toBe(at(240));
      app.clock.pass({ hours: 8, minutes: 1 });
      await expire();
      expect((await sees(CASEWORKER)).status).toBe('EXPIRED');
    });

    it('that nobody answers does not keep her waiting for ever', async () => {
      await asks('Is she on methadone?');
      app.clock.pass({ hours: 12, minutes: 1 });
      await expire();
      expect((await sees(CASEWORKER)).status).toBe('EXPIRED');
    });

    it('of two, both are answered before none waits', async () => {
      const first = await asks('One?');
      const second = await asks('Two?');
      expect(second.questionDueBy).toBe(first.questionDueBy);
      const [one, two] = second.messages.map(({ id }) => id);
      expect((await answers(one!, '1')).questionDueBy).toBe(first.questionDueBy);
      expect((await answers(one!, '1, and again')).questionDueBy).toBe(first.questionDueBy);
      expect((await answers(two!, '2')).questionDueBy).toBeNull();
    });

    it('asked or answered twice with one key is asked or answered once', async () => {
      const asked = await asks('One?', REFUGE, 'q');
      expect((await asks('One?', REFUGE, 'q')).messages).toHaveLength(1);
      expect(pathsOf(await asks('Another?', REFUGE, 'q'))).toEqual(['key']);
      const id = asked.messages[0]!.id;
      await answers(id, 'Yes', CASEWORKER, 'a');
      expect((await answers(id, 'Yes', CASEWORKER, 'a')).messages).toHaveLength(2);
    });

    it('is the receiver’s to ask and the sender’s to answer; nobody else hears that there is anything', async () => {
      const { id } = (await asks('One?')).messages[0]!;
      expect(await asks('Hm?', CITY_SHELTER)).toEqual(await asks('Hm?', CITY_SHELTER, undefined, randomUUID()));
      expect((await answers(id, 'Yes', COLLEAGUE)).__typename).toBe('Forbidden');
      const document = `mutation ($id: ID!) { askSender(referralId: $id, text: "Hm?") { __typename } }`;
      for (const who of [CASEWORKER, REFUGE_MANAGER])
        expect((await app.as(who)(document, { id: referral.id })).errors).toHaveLength(1);
      expect(pathsOf(await answers(randomUUID(), 'Yes'))).toEqual(['questionId']);
      const word = await journey.writes(CASEWORKER, referral, 'A word.');
      expect(word.__typename).toBe('Referral');
      const other = (await sees(CASEWORKER)).messages.find(({ kind: of }) => of === 'WORD')!;
      expect(pathsOf(await answers(other.id, 'Yes'))).toEqual(['questionId']);
      expect(pathsOf(await asks('   '))).toEqual(['text']);
      expect(pathsOf(await asks('x'.repeat(4001)))).toEqual(['text']);
    });

    it('needs her consent, is gone with it, and waits no more', async () => {
      const { id } = (await asks('Does she bring a dog?')).messages[0]!;
      await journey.sheWithdraws(consent.id, { keepPlace: true });
      expect(await sees(CASEWORKER)).toMatchObject({ questionDueBy: null, messages: [{ id, text: null }] });
      expect((await asks('And a cat?')).__typename).toBe('ConsentMissing');
      expect((await answers(id, 'No')).__typename).toBe('ConsentMissing');
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW', { questionWaits: true })).ids).toEqual([]);
      const kept = await app.database.all<{ text: string }>(sql`SELECT text FROM referral_message WHERE text <> ''`);
      expect(kept).toEqual([]);
    });

    it('ends with the referral', async () => {
      const { id } = (await asks('Does she bring a dog?')).messages[0]!;
      await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' });
      expect((await sees(CASEWORKER)).questionDueBy).toBeNull();
      expect((await asks('And?')).__typename).toBe('StepNotAllowed');
      expect((await answers(id, 'No')).__typename).toBe('StepNotAllowed');
    });

    it('is kept sealed, and stands in both trails without its words', async () => {
      const { id } = (await asks('CANARY-question')).messages[0]!;
      await answers(id, 'CANARY-answer');
      const rows = await app.database.all(sql`SELECT * FROM referral_message`);
      const trail = await app.database.all<{ action: string; chain: string }>(
        sql`SELECT action, chain FROM audit_entry WHERE action IN ('referral.ask', 'referral.answer') ORDER BY action`,
      );
      expect(JSON.stringify([rows, trail])).not.toContain('CANARY');
      const { safeHouse, riverside } = app.network.organizations;
      expect(trail).toEqual([
        { action: 'referral.answer', chain: riverside },
        { action: 'referral.ask', chain: safeHouse },
      ]);
    });
  });

  describe('a yes on a condition', () => {
    const CONDITION = 'Ring from the corner, come without the man.';
    it('is a yes that both sides read the condition of', async () => {
      await journey.takes('ACCEPT', REFUGE, referral, { condition: CONDITION, note: 'the small room' });
      for (const who of [CASEWORKER, REFUGE])
        expect(await sees(who)).toMatchObject({ status: 'ACCEPTED', condition: CONDITION });
      expect((await sees(CASEWORKER)).messages).toMatchObject([{ kind: 'CONDITION', from: { name: 'Safe House' } }]);
      expect(JSON.stringify(await sees(REFUGE_MANAGER))).not.toContain('corner');
      expect((await sees(COLLEAGUE)).condition).toBeNull();
    });

    it('belongs to a yes', async () => {
      const said = { reasonCode: 'no-space', condition: CONDITION };
      expect(pathsOf(await journey.tries('DECLINE', REFUGE, referral, said))).toEqual(['condition']);
    });

    it('is gone when she takes her consent back, and cannot be said after it', async () => {
      await journey.takes('ACCEPT', REFUGE, referral, { condition: CONDITION });
      await journey.sheWithdraws(consent.id, { keepPlace: true });
      expect(await sees(CASEWORKER)).toMatchObject({ status: 'ACCEPTED', condition: null });
      const again = await journey.sends('refuge', 'safeHouse');
      await journey.sheWithdraws(again.consent.id, { keepPlace: true });
      const said = await journey.tries('ACCEPT', REFUGE, again.referral, { condition: CONDITION });
      expect(said).toMatchObject({ __typename: 'ConsentMissing', missing: [] });
      expect((await journey.sees(CASEWORKER, again.referral)).status).toBe('SENT');
      expect((await journey.tries('ACCEPT', REFUGE, again.referral)).__typename).toBe('Referral');
    });
  });

  describe('at the door', () => {
    it('the receiver is asked whether somebody was still with her, and says so in the same action', async () => {
      const planned = await journey.plansHandover(CASEWORKER, referral, {
        companion: 'PEER',
        assistance: 'ACCOMPANIED',
      });
      expect(planned.__typename).toBe('Referral');
      const arrived = await journey.takes(
        'ARRIVE',
        REFUGE,
        { ...referral, version: 3 },
        { stillWithHerWhenReceived: true },
      );
      expect(arrived.handover).toMatchObject({ companion: 'PEER', stillWithHerWhenReceived: true });
      const left = await journey.plansHandover(REFUGE, arrived, { stillWithHerWhenReceived: false });
      expect(left).toMatchObject({ handover: { stillWithHerWhenReceived: false } });
      const audit = await app.as('manager@riverside.example')(
        `{ completionAudit(from: "2026-03-01", to: "2026-03-31") {
          byCompanion { key arrived } byStillWithHerWhenReceived { key name arrived } byTransport { key } byChildcareArranged { key } } }`,
      );
      expect(audit.data.completionAudit).toEqual({
        byCompanion: [{ key: 'PEER', arrived: 1 }],
        byStillWithHerWhenReceived: [{ key: 'NO', name: 'No', arrived: 1 }],
        byTransport: [{ key: 'UNKNOWN' }],
        byChildcareArranged: [{ key: 'UNKNOWN' }],
      });
    });

    it('and at no other step', async () => {
      const said = { stillWithHerWhenReceived: true };
      expect(pathsOf(await journey.tries('ACCEPT', REFUGE, referral, said))).toEqual(['stillWithHerWhenReceived']);
    });
  });
});
