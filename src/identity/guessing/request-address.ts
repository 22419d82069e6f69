import { isIP } from 'node:net';
import type { RequestContext } from '../../platform/graphql/index.js';

/**
 * Whence a request comes, as guesses are counted: an IPv4 address, or the first 64 bits of an IPv6 one, since whoever has one of those has all of
 * its neighbours. Behind proxies it is what TRUST_PROXY lets them say.
 */
export const addressOf = (context: RequestContext): string => countedAs(context.request.ip);

export function countedAs(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1]) return mapped[1];
  if (isIP(ip) !== 6) return ip;
  const [head = '', tail] = ip.split('%', 1).join('').toLowerCase().split('::');
  const [front, back] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return `${[...front, ...gap, ...back].slice(0, 4).join(':')}::/64`;
}

const groups = (text: string): string[] => (text ? text.split(':').map((group) => group.replace(/^0+(?=.)/, '')) : []);
