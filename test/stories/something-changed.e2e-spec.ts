import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';

/** Reads a stream as a browser would: what it was told so far, and whether it has ended. */
class Listener {
  text = '';
  ended = false;
  private constructor(private readonly message: IncomingMessage) {
    message.setEncoding('utf8').on('data', (each: string) => (this.text += each));
    message.on('close', () => (this.ended = true));
  }

  static async open(nest: NestFastifyApplication, headers: Record<string, string>): Promise<Listener> {
    const { port } = nest.getHttpServer().address() as AddressInfo;
    const message = await new Promise<IncomingMessage>((answered, failed) =>
      get({ host: '127.0.0.1', port, path: '/changes', headers, agent: false }, answered).on('error', failed),
    );
    const listener = new Listener(message);
    if (listener.status === 200) await listener.until(() => listener.text.startsWith(':'));
    return listener;
  }

  get status(): number {
    return this.message.statusCode ?? 0;
  }

  get told(): number {
    return this.text.split('data:').length - 1;
  }

  close(): void {
    this.message.destroy();
  }

  async until(there: () => boolean): Promise<void> {
    for (let wait = 0; wait < 200 && !there(); wait++) await new Promise((done) => setTimeout(done, 25));
    expect(there()).toBe(true);
  }
}

const CASEWORKER = 'caseworker@riverside.example';
const AGENCY = 'agency@safehouse.example';
const ASK = `mutation ($input: AskPlacesInput!) { askPlaces(input: $input) { __typename ... on Problem { message } } }`;

describe.each(DATABASES)('something changed, on %s', (kind) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start(kind);
    await app.nest.listen(0, '127.0.0.1');
  });
  afterEach(() => app.close());

  const listen = async (email: string, nest = app.nest) =>
    Listener.open(nest, { authorization: `Bearer ${await app.token(email)}` });
  const askTheRefuge = async () => {
    const input = { services: ['shelter'], conditions: [], urgency: 'NOW', listingIds: [app.network.listings.refuge] };
    const { data } = await app.as(CASEWORKER)(ASK, { input });
    expect(data.askPlaces.__typename).toBe('PlaceQuestion');
  };

  it('is said to both sides and to nobody else, without a word of what', async () => {
    const hers = await listen(CASEWORKER);
    const theirs = await listen(AGENCY);
    const others = await listen('agency@clinic.example');
    await askTheRefuge();
    await theirs.until(() => theirs.told === 1);
    await hers.until(() => hers.told === 1);
    expect(theirs.text).toMatch(/^(:\n\n)+data:\n\n(:\n\n)*$/);
    expect(others.told).toBe(0);
  });

  it('is not said to who only listens without a session', async () => {
    expect((await Listener.open(app.nest, {})).status).toBe(401);
    expect((await Listener.open(app.nest, { authorization: 'Bearer nobody' })).status).toBe(401);
  });

  it('is no use of the session: what lies idle ends, and the stream with it', async () => {
    const stream = await listen(AGENCY);
    for (let minute = 0; minute < 16 && !stream.ended; minute++) {
      app.clock.pass({ minutes: 1 });
      await new Promise((done) => setTimeout(done, 30));
    }
    await stream.until(() => stream.ended);
  });

  it('ends at once when the session is ended, and the session of a colleague goes on', async () => {
    const [stream, colleague] = [await listen(CASEWORKER), await listen('colleague@riverside.example')];
    await app.as(CASEWORKER)('mutation { signOut }');
    await stream.until(() => stream.ended);
    expect(colleague.ended).toBe(false);
  });

  it('takes a few streams of one session and no more, also at once', async () => {
    await app.token(AGENCY);
    const streams = await Promise.all(Array.from({ length: 7 }, () => listen(AGENCY)));
    expect(streams.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429, 429, 429]);
    const open = streams.find(({ status }) => status === 200);
    open?.close();
    await new Promise((done) => setTimeout(done, 200));
    expect((await listen(AGENCY)).status).toBe(200);
  });

  if (kind === 'postgres')
    it('is heard from another process', async () => {
      const beside = await app.beside();
      await beside.nest.listen(0, '127.0.0.1');
      const theirs = await listen(AGENCY, beside.nest);
      await askTheRefuge();
      await theirs.until(() => theirs.told === 1);
      await beside.close();
    });
});
