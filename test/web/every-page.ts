import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
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
  type Stage,
} from './pages.js';

/** Ignored by git; looked at beside the designs. */
const PICTURES = join(repoRoot, '.duban', 'every-page');

/** Tests that every page of a face is sound in its looks, and keeps a picture of each. At top level of a test file. */
export function testEveryPage(looksOf: Readonly<Record<'portal' | 'console', readonly Look[]>>): void {
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
    ['portal', PORTAL_PATHS, PORTAL_PAGES],
    ['console', CONSOLE_PATHS, CONSOLE_PAGES],
  ] as const)('the %s', (face, paths, pages) => {
    it(`every address of the ${face} is looked at`, () => {
      const seen = new Set(pages.map(({ address }) => address));

      expect(paths.filter((path) => !seen.has(path))).toEqual([]);
      expect([...seen].filter((address) => !(paths as readonly string[]).includes(address))).toEqual([]);
    });

    it.each(pages.map((one) => [nameOf(one), one] as const))(
      `the ${face} is sound at %s`,
      async (name, one) => {
        const { page, faults } = await openCase(browser, one, stage);
        const found: string[] = [];
        for (const look of looksOf[face]) {
          await show(page, look);
          found.push(...(await seriousFaults(page)).map((fault) => `${look.name}: ${fault}`));
          const wider = await overflow(page);
          if (wider > 0) found.push(`${look.name}: scrolls sideways by ${wider} px`);
          const picture = `${face} ${name} ${look.name}`.replace(/[^\w.-]+/g, '-');
          await page.screenshot({ path: join(PICTURES, `${picture}.png`), fullPage: true });
        }
        await page.context().close();

        expect([...found, ...faults]).toEqual([]);
      },
      120_000,
    );
  });
}
