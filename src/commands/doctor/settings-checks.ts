import { isIP } from 'node:net';
import { when, type Check } from './check.js';

/** Whether only this machine reaches it. */
const isHere = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

const EVERYBODY = ['0.0.0.0/0', '::/0'];

/** What the settings alone say. */
export const SETTINGS_CHECKS: readonly Check[] = [
  {
    code: 'production',
    look: ({ settings }) =>
      when(
        !settings.production && (!isHere(settings.host) || !isHere(new URL(settings.publicOrigin).hostname)),
        'Others reach this server, and it does not run in production: demo accounts are let in and any document is executed.',
        'Set NODE_ENV=production.',
      ),
  },
  {
    code: 'operations',
    look: ({ settings }) =>
      when(
        settings.production && settings.operations === 'open',
        'Any document is executed, not only registered ones: whoever reaches the server may try out what it answers.',
        'Unset OPERATIONS, and register the documents of your own clients (OPERATIONS_FOLDER).',
      ),
  },
  {
    code: 'origin',
    look: ({ settings }) =>
      when(
        settings.publicOrigin.startsWith('http:') && !isHere(new URL(settings.publicOrigin).hostname),
        'PUBLIC_ORIGIN is http: passwords and what is hers cross the network in the clear.',
        'Put a proxy with a certificate before it and set PUBLIC_ORIGIN to its https address.',
      ),
  },
  {
    code: 'proxy',
    look: ({ settings }) => [
      ...when(
        settings.trustProxy !== false && settings.trustProxy.some((each) => EVERYBODY.includes(each)),
        'TRUST_PROXY believes everybody: whoever guesses passwords names another address each time and is never slowed.',
        'Name only the addresses of your own proxies.',
      ),
      ...when(
        settings.trustProxy === false && settings.publicOrigin.startsWith('https:'),
        'There seems to be a proxy (PUBLIC_ORIGIN is https) and TRUST_PROXY is not set: all readers look like one address, and one who guesses slows everybody.',
        'Set TRUST_PROXY to the address of the proxy.',
      ),
    ],
  },
  {
    code: 'log',
    look: ({ settings }) =>
      when(
        settings.logLevel === 'debug' || settings.logLevel === 'trace',
        'LOG_LEVEL says more than a running network needs.',
        'Unset LOG_LEVEL, or set it to info or warn.',
      ),
  },
  {
    code: 'key',
    look: ({ settings: { keptKey } }) =>
      when(
        keptKey !== null,
        'The key stands in a file beside the data that it opens: whoever takes the disk has both.',
        'Set ALONGSIDE_KEY from a store of secrets, keep a copy elsewhere, and remove alongside.key.',
      ),
  },
];
