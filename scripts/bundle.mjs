import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Programs lie here, beside the compiled modules they are made of. */
export const programsOf = (compiled) => join(compiled, 'programs');

/**
 * Stay files of their own: what has native parts, finds its own files by their place (drivers, worker threads), or must be there once because what stays
 * outside asks for it too.
 */
const OUTSIDE =
  /^(better-sqlite3-multiple-ciphers|@node-rs\/argon2|pg|typeorm|graphql|reflect-metadata|pino|class-validator|class-transformer)(\/|$)/;

/** What packages look for and do without where it is not installed. */
const NOT_INSTALLED =
  /^(@nestjs\/(microservices|websockets|platform-express)|ts-morph|@apollo\/(subgraph|gateway)|@as-integrations\/express5|@fastify\/(static|view))(\/|$)/;

/**
 * Each program (`main`, `commands/NAME`) of compiled modules in a few files: Node takes most of a start to find and read fifteen hundred small ones.
 * Classes keep their names, which stand in the database (migrations) and in the schema.
 */
export async function bundlePrograms(compiled) {
  const commands = readdirSync(join(compiled, 'commands')).filter((name) => name.endsWith('.js'));
  const entries = ['main.js', ...commands.map((name) => `commands/${name}`)];
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.js$/, ''), join(compiled, entry)])),
    platform: 'node',
    external: [OUTSIDE, NOT_INSTALLED],
    plugins: [mapsToTheSource(compiled)],
    onLog: (level, { message }) => {
      if (level === 'warn') throw new Error(message);
    },
  });
  await bundle.write({ dir: programsOf(compiled), format: 'esm', sourcemap: true, keepNames: true });
  await bundle.close();
}

/** An error is to name the line that somebody wrote, not the compiler's. */
const mapsToTheSource = (compiled) => ({
  name: 'maps-to-the-source',
  load(id) {
    if (!id.startsWith(join(compiled, '/')) || !existsSync(`${id}.map`)) return null;
    return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') };
  },
});
