/*
 * GraphQL reads NODE_ENV once, while it is loaded: outside production it looks at every value of every schema twice, for a mistake in its installation. A test
 * builds the schema some hundred times, so it gets the library as it is served; nothing of ours reads NODE_ENV but through the settings that a test hands in.
 */
const before = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';
await import('graphql');
process.env.NODE_ENV = before;
