import type { Page } from 'playwright-core';
import { atMost, percentiles, type Percentiles, type Target } from '../bench/load/figures.js';
import { WORDS } from '../bench/search-texts.js';
import { newReader, type Faces } from './chromium.js';
import type { Measured } from './main.js';

const TIMES = 20;
/** Between two acts, for what is read ahead. */
const PAUSE_MS = 400;

/** From a key or click until what it asks for is painted. */
export async function measureInteractions(faces: Faces): Promise<Measured> {
  const context = await newReader(faces, 'mailbox.clerk');
  const page = await context.newPage();
  await page.addInitScript(TIMER);
  const figures = {
    openPane: await openPane(page, faces.url),
    nextRow: await nextRow(page, faces.url),
    letterFromList: await letterFromList(page, faces.url),
    filterToRows: await filterToRows(page, faces.url),
  };
  await context.close();
  const p95 = (figure: string, limit: number, { p95: measured }: Percentiles): Target =>
    atMost(`p95 of ${figure}, ms`, limit, measured);
  return {
    figures: { interactionsMs: figures },
    targets: [
      p95('opening a task beside the list', 100, figures.openPane),
      p95('the next row by key', 100, figures.nextRow),
      p95('a letter from the list to its text', 150, figures.letterFromList),
      p95('a filter to its rows', 300, figures.filterToRows),
    ],
  };
}

const WORKBENCH = '/console/work';

async function openWorkbench(page: Page, url: string): Promise<void> {
  await page.goto(url + WORKBENCH, { waitUntil: 'networkidle' });
  await page.locator(ROW).first().waitFor();
}

/** The first task of a workbench that has none open. */
async function openPane(page: Page, url: string): Promise<Percentiles> {
  const ms: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await openWorkbench(page, url);
    await page.waitForTimeout(PAUSE_MS);
    ms.push(await timed(page, 'keydown', PANE_SHOWS_ROW, () => page.keyboard.press('j')));
  }
  return percentiles(ms);
}

/** One row on with J, while the next is read ahead. */
async function nextRow(page: Page, url: string): Promise<Percentiles> {
  await openWorkbench(page, url);
  await page.keyboard.press('j');
  const ms: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.waitForTimeout(PAUSE_MS);
    await page.evaluate(`window.rowBefore = document.querySelector('${CURRENT}')?.id`);
    ms.push(await timed(page, 'keydown', PANE_SHOWS_ROW, () => page.keyboard.press('j')));
  }
  return percentiles(ms);
}

/** A letter of the list of all letters, opened by key. */
async function letterFromList(page: Page, url: string): Promise<Percentiles> {
  const ms: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await openLetters(page, url);
    await page.keyboard.press('j');
    await page.waitForTimeout(PAUSE_MS);
    const shown = `location.pathname !== '${LETTERS}' && document.body.innerText.includes('尊敬的州长')`;
    ms.push(await timed(page, 'keydown', shown, () => page.keyboard.press('Enter')));
  }
  return percentiles(ms);
}

/** A word over all letters: from Enter to the rows. */
async function filterToRows(page: Page, url: string): Promise<Percentiles> {
  const ms: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await openLetters(page, url);
    const word = WORDS.usual[time % WORDS.usual.length]!;
    await page.keyboard.press('/');
    await page.keyboard.insertText(word);
    const shown = `location.search.includes('q=') && document.querySelectorAll('${LETTER}').length > 1
      && document.querySelector('main [role=progressbar]') === null`;
    ms.push(await timed(page, 'keydown', shown, () => page.keyboard.press('Enter')));
  }
  return percentiles(ms);
}

async function openLetters(page: Page, url: string): Promise<void> {
  await page.goto(url + LETTERS, { waitUntil: 'networkidle' });
  await page.locator(LETTER).first().waitFor();
}

/** Performs an act, and waits for the paint after `isDone` (an expression of the page) has become true. @returns ms */
async function timed(
  page: Page,
  event: 'keydown' | 'click',
  isDone: string,
  act: () => Promise<void>,
): Promise<number> {
  // The page has to listen before the act is sent; the promise stays there until it is asked for.
  await page.evaluate(`void (window.painted = timePaint('${event}', () => ${isDone}))`);
  await act();
  return page.evaluate<number>('window.painted');
}

const LETTERS = '/console/letters';
const LETTER = 'tr[id^="row-"]';
const ROW = 'tr[id^="task-"]';
const CURRENT = 'tr[id^="task-"]:has(a[aria-current])';
/** The number of the current row, another one than before, is in the pane as well. */
const PANE_SHOWS_ROW = `(() => {
  const row = document.querySelector('${CURRENT}');
  const number = row?.querySelectorAll('td')[1].textContent;
  return row && row.id !== window.rowBefore && document.querySelector('aside article')?.textContent.includes(number)
    && document.querySelector('aside form') !== null;
})()`;

const GIVE_UP_MS = 20_000;
const TIMER = `
  window.timePaint = (event, isDone) => new Promise((resolve, reject) => {
    let start;
    const from = performance.now();
    addEventListener(event, ({ timeStamp }) => (start ??= timeStamp), { capture: true, once: true });
    const look = () => {
      if (performance.now() - from > ${GIVE_UP_MS})
        return reject(new Error(event + ' did not lead to: ' + isDone + ' at ' + location.href
          + ', which shows: ' + document.body.innerText.slice(-500)));
      if (start === undefined || !isDone()) return requestAnimationFrame(look);
      setTimeout(() => resolve(performance.now() - start));
    };
    requestAnimationFrame(look);
  });`;
