import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

// `start.mjs` runs the server; `start.mjs commands/NAME …` runs src/commands/NAME.ts with the rest as its arguments.
const [entry = 'main', ...rest] = process.argv.slice(2);

// Only the server has pages to serve.
await buildIfStale({ pages: entry === 'main' });

// In this same process: signals reach the program itself, and its exit code is ours.
const program = new URL(`../dist/programs/${entry}.js`, import.meta.url);
process.argv = [process.execPath, fileURLToPath(program), ...rest];
process.setSourceMapsEnabled(true);
await import(program.href);
