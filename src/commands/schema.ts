import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readSettings } from '../platform/config.js';
import { say } from '../platform/terminal.js';
import { buildApplication, prepareGround } from '../server.js';

/** `npm run schema`: writes the public contract as it is served to schema.gql, from an empty house that is thrown away. */
const folder = mkdtempSync(join(tmpdir(), 'alongside-schema-'));
const ground = await prepareGround(readSettings({ DATABASE_URL: `sqlite:${join(folder, 'empty.sqlite')}` }));
const app = await buildApplication(ground);
writeFileSync('schema.gql', `${printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema))}\n`);
say('schema.gql is written.');
await app.close();
await ground.database.close();
rmSync(folder, { recursive: true });
