/** A browser for pages that plain HTML does not show. It has no network: the inspector's client sends all its requests. */
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Browser as Chromium, BrowserContext, Page, Route } from 'playwright-core';
import type { FetchLimits, HttpClient } from '../http/client.js';
import type { Cookies } from '../http/cookies.js';
import { isHtml } from '../http/is-html.js';
import { parseHtml } from '../page/dom.js';
import { scriptOnly } from '../page/script-only.js';
import { NEXT_PAGE } from '../page/script-turned-list.js';

export interface RenderedPage {
  /** HTML of the page, then of its frames, then, if that was not enough, after opening each tab. */
  readonly states: readonly string[];
  /** Address after its scripts ran. */
  readonly address: string;
  /** HTTP status of the shown document. */
  readonly status: number;
  /** A request of its scripts failed, so they may have shown less than usual. */
  readonly isPartial: boolean;
  /** PNG of the first screens. */
  readonly screenshot: Buffer | null;
}

/** A page after a click. */
export interface TurnedPage {
  readonly html: string;
  readonly address: string;
}

/** Cookies of the visit: sent with the page, and extended by it. */
export interface Visit {
  readonly cookies: Cookies;
  readonly signal?: AbortSignal | undefined;
}

export interface BrowserOptions {
  readonly executablePath: string;
  readonly client: HttpClient;
  readonly userAgent: string;
  /** Concurrent pages. @default 2 */
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
  // A request past the interception fails: no name resolves, and the only proxy is dead.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];
const RENDER_MS = 15_000;
const QUIET_MS = 400;
const SHOT = { width: 1280, height: 2_400 };
const LIMITS: FetchLimits = { maxBytes: 8 * 1024 * 1024, timeoutMs: 15_000 };
/** Pictures, fonts and videos do not change the text of a page. */
const NOT_NEEDED = new Set(['media', 'font', 'websocket', 'eventsource', 'ping', 'manifest', 'texttrack']);
/** Tabs, which are opened one by one because scripts may load their panes. */
const TABS =
  '[role=tab], .tab li, .tabs li, .nav-tabs li a, .tab-title, .tabs span, [data-toggle=tab], [onclick*="ab("], [onclick*="how("]';
const MOST_TABS = 12;

/** Resources that scripts build a page from. */
const WRITES = new Set(['document', 'script', 'xhr', 'fetch', 'stylesheet']);
const MOST_FRAMES = 6;
/** Scripts of firewalls reload the page after a second or two. */
const OPEN_MS = 4_000;

interface Seen {
  status: number;
  /** The response is a download. */
  isFile: boolean;
  /** Failed requests that may change what the page shows. */
  lacking: number;
  onFile: () => void;
}

interface Shown {
  readonly page: Page;
  /** Waits until the page is idle after a click. */
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
   * Renders a page; also waits for one that a script opens after a while.
   *
   * @param isEnough called with the HTML; while false, the tabs are opened one by one
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
   * Renders a list and clicks on 下一页 as long as there is one.
   *
   * @param isNew called after each click; false ends it
   * @throws {Error} as above
   */
  async turnPages(address: string, isNew: (turned: TurnedPage) => boolean, visit: Visit): Promise<void> {
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
        if (!isNew({ html: await page.content(), address: page.url() })) return;
      }
    });
  }

  /** @param look called with the page once it is idle */
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
    // A script that opens a file leaves the page before it has loaded.
    await Promise.race([reached, file]);
    const settled = async (longestMs: number): Promise<void> => {
      // The requests of a click start a moment later.
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

  /** Answers a request of the browser with the inspector's client: same address policy, politeness and limits. */
  private async answer(route: Route, { cookies, signal }: Visit, seen: Seen): Promise<void> {
    const request = route.request();
    if (NOT_NEEDED.has(request.resourceType()) || !/^https?:/.test(request.url())) return route.abort();
    const method = request.method();
    if (method !== 'GET' && method !== 'POST') {
      seen.lacking += 1;
      return route.abort();
    }
    const headers = await request.allHeaders();
    // Scripts set cookies, too: sent as the browser would, redirects included.
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

  /** A new context for each visit: pages share nothing but the cookies of their visit. */
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

/** Waits some time for a page that its script has not opened yet, or that reloads in a moment. */
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
