import { createServer } from 'node:http';

/** See `startBareNode`. */
createServer((_request, response) => response.end('ready')).listen(Number(process.env.PORT), '127.0.0.1');
