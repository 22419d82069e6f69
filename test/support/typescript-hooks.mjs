import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const PROJECT = new URL('../../', import.meta.url).href;
const isOurs = (url) => url?.startsWith(PROJECT) && !url.startsWith(`${PROJECT}node_modules/`);

/** As in TypeScript: `./name.js` in a source is `name.ts` beside it, where there is one. */
export async function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && isOurs(context.parentURL)) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  const { href } = withoutQuery(url);
  if (!href.endsWith('.ts') || !isOurs(href)) return next(url, context);
  const filename = fileURLToPath(href);
  const { code } = await transform(await readFile(filename, 'utf8'), { filename });
  return { format: 'module', source: code, shortCircuit: true };
}

function withoutQuery(url) {
  const bare = new URL(url);
  bare.search = '';
  return bare;
}
