import { stringifySetCookie } from 'cookie';
import { SESSION_COOKIE } from '../platform/http/index.js';
import type { SignedIn } from './begin-session.js';

/** No script reads it, no other site sends it, and it goes over TLS (or to this very machine) only. */
const COOKIE = { name: SESSION_COOKIE, path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export const sessionCookie = ({ token, expiresAt }: SignedIn): string =>
  stringifySetCookie({ ...COOKIE, value: token, expires: new Date(expiresAt) });

export const clearedCookie = (): string => stringifySetCookie({ ...COOKIE, value: '', maxAge: 0 });
