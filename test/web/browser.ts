import { afterAll, expect } from '@jest/globals';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../domain/inspection/visit/find-chromium.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** Answers that a page asks for and expects: nobody is signed in, no such page. The browser logs them as errors. */
const EXPECTED = /status of (401|404)/;

/** A page, and what it has complained about. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and console, and reports of the content security policy. */
  readonly complaints: readonly string[];
}

export interface TestBrowser {
  readonly open: (
    url: string,
    size?: { readonly width: number; readonly height: number },
  ) => Promise<WatchedPage>;
}

/** Starts Chromium; closed after the tests of the file. Only at top level of a test file. */
export async function startBrowser(): Promise<TestBrowser> {
  const executablePath = process.env['DUBAN_CHROMIUM'] ?? findChromium(process.env['PATH'] ?? '')!;
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  afterAll(() => browser.close());
  return {
    open: async (url, size = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
      });
      await page.goto(url, { waitUntil: 'networkidle' });
      return { page, complaints };
    },
  };
}

/** What axe finds that is serious: rule, element, reason. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's policy does not concern.
  await page.evaluate(axeSource);
  return page.evaluate(async (standards) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ runOnly: standards });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, STANDARDS);
}

/** No complaint, no serious fault, nothing that scrolls sideways. */
export async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect(await page.evaluate(isTooWide)).toBe(false);
}
