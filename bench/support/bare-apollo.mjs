import { ApolloServer } from '@apollo/server';
import integration from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';

/** See `startBareApollo`. */
const schema = buildSchema(readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8'));
const server = new ApolloServer({ schema });
await server.start();
// As large as what Apollo's own integration takes.
const instance = fastify({ bodyLimit: 50 * 1024 * 1024 });
instance.get('/', () => 'ready');
await instance.register(integration(server));
await instance.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
