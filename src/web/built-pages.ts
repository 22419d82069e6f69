import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { houseFile } from '../platform/house-files.js';

/** Where the pages' build puts what browsers may have (scripts/build-pages.mjs). */
export const SITE = houseFile('web/dist/site/');

/** First parts of addresses that are places of the pages; web/src/places.ts has the same ones. Whatever else is asked for is not here. */
export const PLACES = [
  'join',
  'return',
  'account',
  'find',
  'woman',
  'refer',
  'inbox',
  'listings',
  'completion',
  'figures',
  'network',
] as const;

/** What the pages may do: their own scripts, styles and pictures, questions to this server, and nothing else. Not even a script of ours may make markup out of text. */
export const PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The page that every place begins with, in the encodings that browsers take. It holds nothing of anybody. */
export class PageShell {
  private constructor(private readonly bodies: ReadonlyMap<string, Buffer>) {}

  /** Null where the pages were not built. */
  static read(timeZone: string): PageShell | null {
    const file = join(SITE, 'index.html');
    if (!existsSync(file)) return null;
    const html = readFileSync(file, 'utf8').replace(
      '</title>',
      `</title><meta name="time-zone" content="${timeZone}" />`,
    );
    const plain = Buffer.from(html);
    return new PageShell(
      new Map([
        ['br', brotliCompressSync(plain)],
        ['gzip', gzipSync(plain)],
        ['identity', plain],
      ]),
    );
  }

  bestFor(acceptEncoding = ''): { encoding: string; body: Buffer } {
    const taken = acceptEncoding.split(',').map((each) => each.split(';')[0]?.trim());
    const encoding = ['br', 'gzip'].find((each) => taken.includes(each)) ?? 'identity';
    return { encoding, body: this.bodies.get(encoding) ?? Buffer.of() };
  }
}
