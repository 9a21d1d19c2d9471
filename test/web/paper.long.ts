/** Every page on paper: A4, without what only a screen can do, and it says whose sheet it is. */
import type { Page } from 'playwright-core';
import { testEveryPage } from './every-page.js';

/** Widths of A4 and of its text by GB/T 9704, upright and turned, in px of CSS. */
const UPRIGHT = { sheet: 794, text: 590 };
const TURNED = { sheet: 1123, text: 850 };
const KEPT = ":is(.on-paper, [aria-checked='true'])";

testEveryPage(async (page, { face, as }, keep) => {
  await page.pdf({ path: `${keep('paper')}.pdf`, preferCSSPageSize: true });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  const width = (await page.locator('.wide-sheet').count()) > 0 ? TURNED : UPRIGHT;
  await page.setViewportSize({ width: width.sheet, height: 900 });
  await page.evaluate(`document.body.style.width = '${width.text}px'`);
  const text = await page.locator('body').innerText();
  const wider = await page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().right))) - ${width.text}`,
  );
  const hasShell = face === 'portal' || as !== undefined;
  return [
    ...(await shown(page, `button:not(${KEPT})`)),
    ...(await shown(page, '[role="tab"], [role="toolbar"], kbd, .skip, body > :not(#root) *')),
    ...(await page.evaluate<string[]>(
      `[...document.querySelectorAll('thead')].filter((head) => head.checkVisibility() && getComputedStyle(head).display !== 'table-header-group').map(() => 'the head of a table is not repeated')`,
    )),
    ...(wider > 0 ? [`cut off by ${wider} px`] : []),
    ...(hasShell && !/(制表|主办)单位：\S/.test(text) ? ['does not say whose sheet it is'] : []),
    ...(hasShell && !/日期：\d{4}年\d+月\d+日/.test(text) ? ['has no day'] : []),
  ];
});

/** Elements that are on the sheet and should not be. */
const shown = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).filter({ visible: true }).all()).length === 0
    ? []
    : [
        `on the sheet: ${await page.locator(selector).filter({ visible: true }).first().evaluate('(e) => e.outerHTML.slice(0, 200)')}`,
      ];
