import { afterAll, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../domain/inspection/visit/find-chromium.js';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page that is listened to. */
export interface Watched {
  readonly page: Page;
  /** Errors of the console, exceptions, reports of the content security policy; answers of the server that a test provokes are none. */
  readonly faults: readonly string[];
}

/** Starts Chromium. Close it after the tests. */
export function openBrowser(): Promise<Browser> {
  const executablePath =
    process.env['DUBAN_CHROMIUM'] ?? findChromium(process.env['PATH'] ?? '') ?? undefined;
  return chromium.launch({ ...(executablePath && { executablePath }), args: ARGUMENTS });
}

/**
 * Opens a page in a context of its own: nothing is shared with other pages.
 *
 * @param options.refusalsAreFaults where a test provokes none: then answers that are not of success count too
 */
export async function watchedPage(
  browser: Browser,
  { refusalsAreFaults = false, ...options }: BrowserContextOptions & { refusalsAreFaults?: boolean } = {},
): Promise<Watched> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // Chromium logs every answer that is not one of success, and every request without network.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('response', (response) => {
    if (refusalsAreFaults && response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error('CSP ' + violatedDirective + ' ' + blockedURI))`,
  );
  return { page, faults };
}

/** Faults of a page that axe-core calls serious or critical, each with its first element. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // By the protocol, because the page's own policy admits no script of a test.
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression: string): Promise<unknown> =>
    (await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result
      .value;
  await evaluate(axe);
  const found = (await evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html })))`)) as {
    id: string;
    impact: string;
    html: string;
  }[];
  await session.detach();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, html }) => `${id}: ${html}`);
}

/** How far a page is wider than its window, px. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Opens pages of one browser for a test file. */
export interface TestBrowser {
  readonly open: (
    url: string,
    size?: { readonly width: number; readonly height: number },
  ) => Promise<Watched>;
}

/** Starts Chromium; closed after the tests of the file. Only at top level of a test file. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await openBrowser();
  afterAll(() => browser.close());
  return {
    open: async (url, viewport = { width: 1440, height: 900 }) => {
      const watched = await watchedPage(browser, { viewport });
      await watched.page.goto(url, { waitUntil: 'networkidle' });
      return watched;
    },
  };
}

/** No fault in the console, none that axe calls serious, nothing that scrolls sideways. */
export async function expectSound({ page, faults }: Watched): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}
