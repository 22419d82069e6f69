/* Handed to Node with --import: from here on it reads the TypeScript of this project as it stands. */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
