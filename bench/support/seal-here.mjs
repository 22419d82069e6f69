import { performance } from 'node:perf_hooks';
import { house, openHere } from './house.mjs';

// Seals one period in a process of its own, so that its peak memory is sealing's and nothing else's.
const at = JSON.parse(process.argv[2]);
const { SealRelease } = await house('insight/index.js');
const { buildContext, prepareGround } = await house('server.js');
const { readSettings } = await house('platform/config.js');
await (await openHere(at)).close();
const ground = await prepareGround(readSettings({ DATABASE_URL: at.url, ALONGSIDE_KEY: at.key, LOG_LEVEL: 'silent' }));
const context = await buildContext(ground);
const before = process.memoryUsage().rss;
const began = performance.now();
await context.get(SealRelease, { strict: false }).seal(null, '2025-Q4');
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ seconds, beforeMb: before / 1024 ** 2, peakMb: process.resourceUsage().maxRSS / 1024 }));
await context.close();
await ground.database.close();
