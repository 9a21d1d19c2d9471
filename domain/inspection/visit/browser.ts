/** A real browser for pages that plain HTML does not show. It never touches the network: every request goes through us. */
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Browser as Chromium, BrowserContext, Page, Route } from 'playwright-core';
import type { FetchLimits, HttpClient } from '../http/client.js';
import type { Cookies } from '../http/cookies.js';
import { isHtml } from '../http/is-html.js';
import { parseHtml } from '../page/dom.js';
import { scriptOnly } from '../page/script-only.js';
import { NEXT_PAGE } from '../page/turning.js';

export interface RenderedPage {
  /** The page as it stood; then its frames; then, where that was not enough, after each tab was opened. */
  readonly states: readonly string[];
  /** Where its scripts have led. */
  readonly address: string;
  /** Of the document that is shown. */
  readonly status: number;
  /** Something that its scripts asked for could not be had: they may have shown less than they do elsewhere. */
  readonly isPartial: boolean;
  /** PNG of the first screens. */
  readonly screenshot: Buffer | null;
}

/** A page as it stands after a click. */
export interface TurnedPage {
  readonly html: string;
  readonly address: string;
}

/** Whose cookies a page is shown with; those that it sets go there. */
export interface Visit {
  readonly cookies: Cookies;
  readonly signal?: AbortSignal | undefined;
}

export interface BrowserOptions {
  readonly executablePath: string;
  readonly client: HttpClient;
  readonly userAgent: string;
  /** Pages open at once. @default 2 */
  readonly pages?: number;
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Whatever slipped past the interception would end here: no name resolves and the only proxy is dead.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];
const RENDER_MS = 15_000;
const QUIET_MS = 400;
const SHOT = { width: 1280, height: 2_400 };
const LIMITS: FetchLimits = { maxBytes: 8 * 1024 * 1024, timeoutMs: 15_000 };
/** Pictures, fonts and films do not change what a page says. */
const NOT_NEEDED = new Set(['media', 'font', 'websocket', 'eventsource', 'ping', 'manifest', 'texttrack']);
/** Tabs whose panes a script loads are opened one by one. */
const TABS =
  '[role=tab], .tab li, .tabs li, .nav-tabs li a, .tab-title, .tabs span, [data-toggle=tab], [onclick*="ab("], [onclick*="how("]';
const MOST_TABS = 12;

/** What scripts make a page of. */
const WRITES = new Set(['document', 'script', 'xhr', 'fetch', 'stylesheet']);
const MOST_FRAMES = 6;
/** Scripts of firewalls ask again after a second or two. */
const OPEN_MS = 4_000;

interface Seen {
  status: number;
  /** The browser would save it. */
  isFile: boolean;
  /** Requests that may change what the page shows, and could not be answered. */
  lacking: number;
  onFile: () => void;
}

interface Shown {
  readonly page: Page;
  /** Waits until the page has come to rest again, after a click. */
  readonly settled: (longestMs: number) => Promise<void>;
  readonly seen: Seen;
}

export class Browser {
  private chromium: Promise<Chromium> | null = null;
  private readonly turns: PQueue;

  constructor(private readonly options: BrowserOptions) {
    this.turns = new PQueue({ concurrency: options.pages ?? 2 });
  }

  /**
   * Waits, too, for a page that a script opens after a while.
   *
   * @param isEnough asked for the page as it stands; when not, its tabs are opened one by one
   * @throws {Error} when the browser cannot be started or the page breaks it
   */
  async render(address: string, isEnough: (html: string) => boolean, visit: Visit): Promise<RenderedPage> {
    return this.show(address, visit, async (shown) => {
      const { page, settled } = shown;
      const states = [await opened(shown, visit.signal)];
      if (shown.seen.isFile)
        return { states, screenshot: null, address: page.url(), status: 200, isPartial: false };
      for (const frame of page.frames().slice(1, 1 + MOST_FRAMES))
        states.push(await frame.content().catch(() => ''));
      const tabs = isEnough(states[0]!) ? [] : await page.locator(TABS).all();
      for (const tab of tabs.slice(0, MOST_TABS)) {
        await tab.click({ timeout: 1_000, noWaitAfter: true }).catch(() => undefined); // covered or gone: the next one
        await settled(2_000);
        const state = await page.content();
        if (!states.includes(state)) states.push(state);
      }
      const clip = { x: 0, y: 0, ...SHOT };
      const screenshot = await page.screenshot({ clip, timeout: 5_000 }).catch(() => null);
      const { status, lacking } = shown.seen;
      return { states, screenshot, address: page.url(), status, isPartial: lacking > 0 };
    });
  }

  /**
   * Shows a list and turns its pages by clicking on 下一页, as long as there is one to click on.
   *
   * @param goesOn told how it stands after each turn; false ends it
   * @throws {Error} as above
   */
  async turnPages(address: string, goesOn: (turned: TurnedPage) => boolean, visit: Visit): Promise<void> {
    await this.show(address, visit, async ({ page, settled }) => {
      for (;;) {
        const next = page.getByText(NEXT_PAGE).filter({ visible: true }).first();
        if ((await next.count()) === 0) return;
        const clicked = await next.click({ timeout: 1_000, noWaitAfter: true }).then(
          () => true,
          () => false, // disabled or covered: it was the last page
        );
        if (!clicked) return;
        await settled(RENDER_MS);
        await page.waitForLoadState('domcontentloaded', { timeout: RENDER_MS });
        if (!goesOn({ html: await page.content(), address: page.url() })) return;
      }
    });
  }

  /** @param look at the page, once it has come to rest */
  private async show<T>(address: string, visit: Visit, look: (shown: Shown) => Promise<T>): Promise<T> {
    const { signal, cookies } = visit;
    const work = async (): Promise<T> => {
      const context = await this.newContext();
      const abort = (): void => void context.close().catch(() => undefined);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        await context.addCookies(cookies.all());
        const shown = await this.open(await context.newPage(), address, visit);
        const result = await look(shown);
        cookies.add(await context.cookies());
        return result;
      } finally {
        signal?.removeEventListener('abort', abort);
        await context.close().catch(() => undefined);
      }
    };
    return this.turns.add(work, { signal });
  }

  private async open(page: Page, address: string, visit: Visit): Promise<Shown> {
    let underWay = 0;
    let lastActivity = performance.now();
    const seen: Seen = { status: 200, isFile: false, lacking: 0, onFile: () => undefined };
    const file = new Promise<void>((resolve) => (seen.onFile = resolve));
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    await page.route('**/*', async (route) => {
      underWay += 1;
      try {
        await this.answer(route, visit, seen);
      } catch {
        await route.abort().catch(() => undefined); // the page was closed meanwhile
      } finally {
        underWay -= 1;
        lastActivity = performance.now();
      }
    });
    const reached = page
      .goto(address, { waitUntil: 'domcontentloaded', timeout: RENDER_MS })
      .catch((error: unknown) => {
        if (!seen.isFile) throw error;
      });
    // A script that leads to a file leaves the page before it is there.
    await Promise.race([reached, file]);
    const settled = async (longestMs: number): Promise<void> => {
      // What a click asks for is heard of a moment later.
      lastActivity = performance.now();
      const until = lastActivity + longestMs;
      while (performance.now() < until) {
        if (underWay === 0 && performance.now() - lastActivity > QUIET_MS) return;
        await sleep(50, undefined, { signal: visit.signal });
      }
    };
    await settled(RENDER_MS);
    return { page, settled, seen };
  }

  /** The browser asks, our own client gets it: under the same address policy, politeness and limits. */
  private async answer(route: Route, { cookies, signal }: Visit, seen: Seen): Promise<void> {
    const request = route.request();
    if (NOT_NEEDED.has(request.resourceType()) || !/^https?:/.test(request.url())) return route.abort();
    const method = request.method();
    if (method !== 'GET' && method !== 'POST') {
      seen.lacking += 1;
      return route.abort();
    }
    const headers = await request.allHeaders();
    // Scripts set cookies, too. They go where the browser would send them, redirects included.
    cookies.keepSent(new URL(request.url()), headers['cookie'] ?? '');
    const answer = await this.options.client.fetch(request.url(), {
      limits: LIMITS,
      signal,
      method,
      body: request.postDataBuffer() ?? undefined,
      referer: headers['referer'],
      headers: pick(headers, ['accept', 'content-type', 'x-requested-with']),
      cookies,
    });
    if (!answer.ok) {
      if (WRITES.has(request.resourceType()) && answer.failure !== 'address refused') seen.lacking += 1;
      return route.abort('failed');
    }
    if (request.isNavigationRequest() && request.frame().parentFrame() === null) {
      seen.status = answer.status;
      seen.isFile = !isHtml(answer);
      if (seen.isFile) seen.onFile();
    }
    const {
      'content-encoding': _encoding,
      'content-length': _length,
      'transfer-encoding': _transfer,
      ...rest
    } = answer.headers;
    await route.fulfill({ status: answer.status, headers: rest, body: answer.body });
  }

  /** A browser of its own for each visit: no page leaves anything to the next but through the cookies of its visit. */
  private async newContext(): Promise<BrowserContext> {
    this.chromium ??= this.launch().catch((error: unknown) => {
      this.chromium = null;
      throw error;
    });
    const chromium = await this.chromium;
    const context = await chromium.newContext({
      serviceWorkers: 'block',
      ignoreHTTPSErrors: true,
      acceptDownloads: false,
      userAgent: this.options.userAgent,
      viewport: { width: 1280, height: 1_000 },
      locale: 'zh-CN',
    });
    await context.routeWebSocket(/.*/, (socket) => socket.close());
    return context;
  }

  private async launch(): Promise<Chromium> {
    const { chromium } = await import('playwright-core');
    const launched = await chromium.launch({
      executablePath: this.options.executablePath,
      args: FLAGS,
      ignoreDefaultArgs: ['--enable-automation'],
      headless: true,
      chromiumSandbox: false,
      timeout: 30_000,
    });
    launched.on('disconnected', () => {
      this.chromium = null;
    });
    return launched;
  }

  async close(): Promise<void> {
    const chromium = await this.chromium?.catch(() => null);
    await chromium?.close().catch(() => undefined);
  }
}

/** A page that its script has not opened yet, or that asks again in a moment, is given some time. */
async function opened({ page, settled, seen }: Shown, signal: AbortSignal | undefined): Promise<string> {
  const until = performance.now() + OPEN_MS;
  for (;;) {
    const html = await page.content().catch(() => ''); // on its way to the next document
    if (seen.isFile) return '';
    if ((html !== '' && scriptOnly(parseHtml(html), true) === null) || performance.now() > until) return html;
    await sleep(200, undefined, { signal });
    await settled(RENDER_MS);
  }
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}
