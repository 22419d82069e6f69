import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that all of this project stands in. Sources, compiled modules and programs lie at different depths below it. */
const ROOT = rootFrom(fileURLToPath(new URL('.', import.meta.url)));

function rootFrom(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = join(folder, '..');
  if (above === folder) throw new Error('There is no package.json above the program.');
  return rootFrom(above);
}

/** Where a file or folder of this project lies, said from its top: `seeds/taxonomy.json`. */
export const houseFile = (path: string): string => join(ROOT, path);
