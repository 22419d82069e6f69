import { Agent, request } from 'node:http';
import autocannon from 'autocannon';

/** Speaks to one server over kept connections. Everything that is not a whole answer is thrown: a refusal is quick, and would pass for speed. */
export class ApiClient {
  #agent = new Agent({ keepAlive: true });

  constructor(port) {
    this.port = port;
  }

  /** What an operation answered: its `data`. */
  async ask(token, query, variables) {
    const answer = JSON.parse((await this.raw({ token, body: { query, variables } })).text);
    if (answer.errors) throw new Error(`an operation failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  async signIn({ email, password }) {
    const { signIn } = await this.ask(
      null,
      `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { token } } }`,
      { input: { email, password } },
    );
    if (!signIn.token) throw new Error(`${email} was not let in: ${signIn.__typename}`);
    return signIn.token;
  }

  /** The same operation so many times over so many connections: milliseconds from each request to its whole answer. */
  async load({ token, query, variables }, { requests, connections }) {
    const times = [];
    const running = autocannon({
      url: `http://127.0.0.1:${this.port}/graphql`,
      method: 'POST',
      headers: headersWith(token),
      body: JSON.stringify({ query, variables }),
      connections,
      amount: Math.ceil(requests / connections) * connections,
      sampleInt: 20,
      timeout: 60,
      verifyBody: (body) => !body.includes('"errors"'),
    });
    running.on('response', (_client, _status, _bytes, millis) => times.push(millis));
    const { errors, non2xx, mismatches } = await running;
    if (errors + non2xx + mismatches > 0)
      throw new Error(`not all answers were good: ${JSON.stringify({ errors, non2xx, mismatches })}`);
    return times;
  }

  /** Whether anybody is there and content. */
  answers(path) {
    return new Promise((resolve) => {
      request({ host: '127.0.0.1', port: this.port, path, agent: this.#agent }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200));
      })
        .once('error', () => resolve(false))
        .end();
    });
  }

  close() {
    this.#agent.destroy();
  }

  /** Any request, and whatever was answered. */
  raw({ method = 'POST', path = '/graphql', token, body }) {
    const options = { host: '127.0.0.1', port: this.port, path, method, agent: this.#agent };
    const sending = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request({ ...options, headers: headersWith(token) }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode, text }));
        response.once('error', reject);
      });
      sent.once('error', reject);
      sent.end(sending);
    });
  }
}

const headersWith = (token) => ({
  'content-type': 'application/json',
  ...(token ? { authorization: `Bearer ${token}` } : {}),
});
