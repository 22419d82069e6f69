import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { TestApp } from '../app.js';
import { TestClock } from '../clock.js';
import { freePort } from '../free-port.mjs';
import { PASSWORD } from '../network.js';
import { chromiumPath } from './chromium.js';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];
const SCREENSHOTS = join(process.cwd(), 'screenshots');
const AXE = createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A browser, and the real house behind a real port, serving the built pages: on a database of its own, with the small network of the tests. */
export class PagesApp {
  readonly #contexts: BrowserContext[] = [];

  private constructor(
    readonly house: TestApp,
    readonly origin: string,
    readonly browser: Browser,
  ) {}

  /** Browsers go by the real time of day, so the house begins there too. */
  static async start(env: Record<string, string> = {}): Promise<PagesApp> {
    const executablePath = chromiumPath();
    if (executablePath === null) throw new Error('there is no Chromium here');
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const clock = new TestClock(new Date().toISOString());
    const settings = { PUBLIC_ORIGIN: origin, OPERATIONS: 'trusted', ...env };
    const house = await TestApp.start('sqlite', settings, undefined, clock);
    await house.nest.listen({ host: '127.0.0.1', port });
    return new PagesApp(house, origin, await chromium.launch({ executablePath, args: FLAGS }));
  }

  /** A window of a browser that knows nothing yet. */
  async open(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.origin, locale: 'en', ...options });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.goto(path);
    await page.locator('h1').waitFor();
    return page;
  }

  /** Signed in by hand, as she would. */
  async signIn(email: string, options: BrowserContextOptions & { path?: string } = {}): Promise<Page> {
    const { path = '/', ...others } = options;
    const page = await this.open(path, others);
    await fillSignIn(page, email);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await this.browser.close();
    await this.house.close();
  }
}

/** Fills in the door, in whatever language it stands. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(email);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('nav.places').waitFor({ state: 'attached' });
}

/** The whole page from its top, into screenshots/NAME.png, which git does not keep. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** What axe finds wrong with the page as it stands, a line each; from its top: what scrolled half under the head of the page is not what is looked at. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate('scrollTo(0, 0)');
  // Evaluated by the browser's tools, which the page's policy does not bind.
  await page.evaluate(await axeSource());
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
  return found as string[];
}

let source: Promise<string> | undefined;
const axeSource = (): Promise<string> =>
  (source ??= import('node:fs/promises').then(({ readFile }) => readFile(AXE, 'utf8')));

/** Whether something stands wider than the window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Width and height of each page of a PDF, in whole millimetres. */
export const pageSizes = (pdf: string): number[][] =>
  [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) * 25.4) / 72)),
  );

/** As on a slow phone: 50 KB a second, a long way, a processor six times slower. */
export async function slowDown(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
}

/** From here on this page is told of no change, as on a bad line: the answer to its next act is the first it hears. A stream that is open already would still tell. */
export async function hearsNothing(page: Page): Promise<void> {
  await page.route('**/changes', (route) => route.abort());
  await page.reload();
}
