import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { programsOf } from '../../scripts/bundle.mjs';
import { freePort } from '../../test/support/free-port.mjs';
import { ApiClient } from './api-client.mjs';
import { DIST } from './house.mjs';
import { onLeaving } from './leaving.mjs';

const BETWEEN_LOOKS_MS = 5;
const PATIENCE_MS = 10 * 60_000;

/** As in production, but any document is executed: the measurements have registered none. */
const PRODUCTION = { NODE_ENV: 'production', OPERATIONS: 'open' };

/** The house in a process of its own, over a database, at an address of its own. `readyMs` is from its spawn to its first "ready". */
export const startHouse = (at, env = PRODUCTION) =>
  startProgram([join(programsOf(DIST), 'main.js')], '/health/ready', {
    ...env,
    DATABASE_URL: at.url,
    ALONGSIDE_KEY: at.key,
    CHECKPOINTS_FOLDER: at.checkpoints,
    LOG_LEVEL: 'error',
  });

/** The same with registered documents only, as production is unless it is told otherwise. */
export const startTrustedHouse = (at) => startHouse(at, { NODE_ENV: 'production' });

/** An Apollo server in production as it comes, over our schema and with nothing behind it: what our limits are compared with. */
export const startBareApollo = () =>
  startProgram([fileURLToPath(new URL('bare-apollo.mjs', import.meta.url))], '/', { NODE_ENV: 'production' });

/** The least that a Node process can do and still answer over HTTP: what start-up is compared with. */
export const startBareNode = () => startProgram([fileURLToPath(new URL('bare-node.mjs', import.meta.url))], '/', {});

async function startProgram(args, path, env) {
  const port = await freePort();
  const spawned = performance.now();
  const process_ = spawn(process.execPath, ['--enable-source-maps', ...args], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [process_.stdout, process_.stderr]) stream.on('data', (chunk) => (said += chunk));
  const forget = onLeaving(() => process_.kill('SIGKILL'));
  const server = new Server(process_, new ApiClient(port), forget);
  for (;;) {
    if (await server.api.answers(path)) break;
    if (!server.runs || performance.now() - spawned > PATIENCE_MS) {
      await server.stop();
      throw new Error(`the server did not start:\n${said}`);
    }
    await pause(BETWEEN_LOOKS_MS);
  }
  server.readyMs = performance.now() - spawned;
  return server;
}

class Server {
  readyMs = 0;

  constructor(process_, api, forget) {
    this.process = process_;
    this.api = api;
    this.forget = forget;
  }

  get runs() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Megabytes of memory that the process holds now. */
  residentMb() {
    const { pid } = this.process;
    const status = `/proc/${pid}/status`;
    if (existsSync(status)) return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))[1]) / 1024;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }

  /** Milliseconds of processor time that the process has used so far; null where the system does not tell. Says more than the clock on a busy machine. */
  processorMs() {
    const file = `/proc/${this.process.pid}/stat`;
    if (!existsSync(file)) return null;
    // Behind the program's name in brackets; the 14th and 15th of all: hundredths of a second in the program and for it in the kernel.
    const [user, system] = readFileSync(file, 'utf8').split(') ').at(-1).split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  }

  async stop() {
    this.api.close();
    if (this.runs) {
      const ended = once(this.process, 'exit');
      const impatient = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
      this.process.kill('SIGTERM');
      await ended;
      clearTimeout(impatient);
    }
    this.forget();
  }
}
