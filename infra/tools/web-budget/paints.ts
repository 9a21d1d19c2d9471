import type { BrowserContext } from 'playwright-core';
import { atMost, type Target } from '../bench/load/figures.js';
import { newReader, throttle, type Faces } from './chromium.js';
import type { Measured } from './main.js';

const ROUNDS = 3;
/** After the network is quiet, for paints that are still to come. */
const REST_MS = 1500;

interface Face {
  readonly name: string;
  readonly path: string;
  readonly as?: string;
  /** Budgets: ms of the largest paint, first and second visit, and requests until something is painted. */
  readonly first: number;
  readonly second: number;
  readonly requests: number;
}

const PORTAL = { first: 2000, second: 800, requests: 6 } as const;
const CONSOLE = { first: 2500, second: 1000, requests: 8 } as const;
const FACES: readonly Face[] = [
  { name: 'portal home', path: '/', ...PORTAL },
  { name: 'portal write', path: '/write/letter', ...PORTAL },
  { name: 'workbench', path: '/console/work', as: 'mailbox.clerk', ...CONSOLE },
];

interface Visit {
  /** ms from the start of the navigation. */
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** Document, scripts, styles and API, begun before the first content was painted. */
  readonly requests: number;
  readonly kilobytes: number;
}

/** When pages are painted on a slow machine and network, on the first visit and on the second. */
export async function measurePaints(faces: Faces): Promise<Measured> {
  const figures: Record<string, { first: Visit; second: Visit }> = {};
  const targets: Target[] = [];
  for (const face of FACES) {
    const visits: { first: Visit; second: Visit }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await newReader(faces, face.as);
      visits.push({
        first: await visit(context, faces.url + face.path),
        second: await visit(context, faces.url + face.path),
      });
      await context.close();
    }
    const first = median(visits.map((one) => one.first));
    const second = median(visits.map((one) => one.second));
    figures[face.name] = { first, second };
    targets.push(
      atMost(`${face.name}: largest paint, ms`, face.first, first.largestPaint),
      atMost(`${face.name}: largest paint of the second visit, ms`, face.second, second.largestPaint),
      atMost(`${face.name}: requests until the first content`, face.requests, first.requests),
    );
  }
  return { figures: { paints: figures }, targets };
}

async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  await page.addInitScript(WATCH_PAINTS);
  await throttle(page);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(REST_MS);
  const measured = await page.evaluate<Visit>(READ_PAINTS);
  await page.close();
  return measured;
}

/** Of the figure that budgets hold. */
const median = (visits: readonly Visit[]): Visit =>
  [...visits].sort((a, b) => a.largestPaint - b.largestPaint)[Math.floor(visits.length / 2)]!;

const WATCH_PAINTS = `
  window.largestPaint = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.largestPaint = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });`;

const READ_PAINTS = `(() => {
  const [{ startTime: firstPaint }] = performance.getEntriesByName('first-contentful-paint');
  const all = performance.getEntriesByType('resource');
  const sent = all.reduce((sum, { transferSize }) => sum + transferSize, 0)
    + performance.getEntriesByType('navigation')[0].transferSize;
  return {
    firstPaint: Math.round(firstPaint),
    largestPaint: Math.round(window.largestPaint),
    requests: 1 + all.filter(({ startTime }) => startTime < firstPaint).length,
    kilobytes: Math.round(sent / 100) / 10,
  };
})()`;
