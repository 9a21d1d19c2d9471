import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { CONSOLE_PATHS } from '../../apps/web/src/console/paths.js';
import { PORTAL_PATHS } from '../../apps/web/src/portal/paths.js';
import { repoRoot } from '../../infra/config/repo-root.js';
import { Client } from '../e2e/client.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { openBrowser, overflow, seriousFaults } from './browser.js';
import {
  CONSOLE_PAGES,
  nameOf,
  openCase,
  PORTAL_PAGES,
  setStage,
  show,
  type Look,
  type PageCase,
  type Stage,
} from './pages.js';

/** Ignored by git; looked at beside the designs. */
const PICTURES = join(repoRoot, '.duban', 'every-page');

type Face = 'portal' | 'console';

/** What is wrong with an open page; @param keep where a picture of it is kept, without its ending */
type Judge = (
  page: Page,
  one: PageCase & { readonly face: Face },
  keep: (of: string) => string,
) => Promise<string[]>;

/** Tests that every page of both faces is sound. At top level of a test file. */
export function testEveryPage(judge: Judge): void {
  let stack: TestStack;
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
    stage = await setStage(new Client(stack.url), stack);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  describe.each([
    ['portal', Object.keys(PORTAL_PATHS), PORTAL_PAGES],
    ['console', Object.keys(CONSOLE_PATHS), CONSOLE_PAGES],
  ] as const)('the %s', (face, paths, pages) => {
    it(`every address of the ${face} is looked at`, () => {
      const seen = new Set(pages.map(({ address }) => address));

      expect(paths.filter((path) => !seen.has(path))).toEqual([]);
      expect([...seen].filter((address) => !paths.includes(address))).toEqual([]);
    });

    it.each(pages.map((one) => [nameOf(one), one] as const))(
      `the ${face} is sound at %s`,
      async (name, one) => {
        const { page, faults } = await openCase(browser, one, stage);
        const keep = (of: string): string =>
          join(PICTURES, `${face} ${name} ${of}`.replace(/[^\w.-]+/g, '-'));
        const found = await judge(page, { ...one, face }, keep);
        await page.context().close();

        expect([...found, ...faults]).toEqual([]);
      },
      120_000,
    );
  });
}

/** Judges pages as they are shown in these looks, and keeps a picture of each. */
export const inLooks =
  (looksOf: Readonly<Record<Face, readonly Look[]>>): Judge =>
  async (page, { face }, keep) => {
    const found: string[] = [];
    for (const look of looksOf[face]) {
      await show(page, look);
      found.push(...(await seriousFaults(page)).map((fault) => `${look.name}: ${fault}`));
      const wider = await overflow(page);
      if (wider > 0) found.push(`${look.name}: scrolls sideways by ${wider} px`);
      await page.screenshot({ path: `${keep(look.name)}.png`, fullPage: true });
    }
    return found;
  };
