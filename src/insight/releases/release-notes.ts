import { readSeed } from '../../platform/seeds.js';
import { inLanguage, type Wording } from '../../platform/wording.js';

const NOTES = readSeed<{ release: Wording; cubes: Record<string, Wording | undefined> }>('release-notes.json');

/** What a manager or a funder should know before she reads on; it goes wherever the figures go. */
export const noteOfRelease = (language?: string): string => inLanguage(NOTES.release, language);

/** What one table counts; the release's own note where a table of an older version has none any more. */
export const noteOfCube = (cube: string, language?: string): string =>
  inLanguage(NOTES.cubes[cube] ?? NOTES.release, language);
