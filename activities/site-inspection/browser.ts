/** A real browser for pages that plain HTML does not show. It never touches the network: every request goes through us. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Route } from 'playwright-core';
import type { FetchLimits, HttpClient } from './http/client.js';
import { NEXT_PAGE } from './page/turning.js';

export interface RenderedPage {
  /** The page as it stood; then, where that was not enough, after each tab was opened. */
  readonly states: readonly string[];
  /** PNG of the first screens. */
  readonly screenshot: Buffer | null;
}

/** A page as it stands after a click. */
export interface TurnedPage {
  readonly html: string;
  readonly address: string;
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

export class Browser {
  private context: Promise<BrowserContext> | null = null;
  private folder: string | null = null;
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: BrowserOptions) {
    this.free = options.pages ?? 2;
  }

  /**
   * @param isEnough asked for the page as it stands; when not, its tabs are opened one by one
   * @throws {Error} when the browser cannot be started or the page breaks it
   */
  async render(
    address: string,
    isEnough: (html: string) => boolean,
    signal?: AbortSignal,
  ): Promise<RenderedPage> {
    return this.show(address, signal, async ({ page, settled }) => {
      const states = [await page.content()];
      const tabs = isEnough(states[0]!) ? [] : await page.locator(TABS).all();
      for (const tab of tabs.slice(0, MOST_TABS)) {
        await tab.click({ timeout: 1_000, noWaitAfter: true }).catch(() => undefined); // covered or gone: the next one
        await settled(2_000);
        const state = await page.content();
        if (!states.includes(state)) states.push(state);
      }
      const clip = { x: 0, y: 0, ...SHOT };
      const screenshot = await page.screenshot({ clip, timeout: 5_000 }).catch(() => null);
      return { states, screenshot };
    });
  }

  /**
   * Shows a list and turns its pages by clicking on 下一页, as long as there is one to click on.
   *
   * @param goesOn told how it stands after each turn; false ends it
   * @throws {Error} as above
   */
  async turnPages(
    address: string,
    goesOn: (turned: TurnedPage) => boolean,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.show(address, signal, async ({ page, settled }) => {
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

  /** @param look at the page, once it has come to rest; `settled` waits until it has again, after a click */
  private async show<T>(
    address: string,
    signal: AbortSignal | undefined,
    look: (shown: { page: Page; settled: (longestMs: number) => Promise<void> }) => Promise<T>,
  ): Promise<T> {
    const leave = await this.enter();
    try {
      const context = await this.start();
      const page = await context.newPage();
      const abort = (): void => void page.close().catch(() => undefined);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const settled = await this.open(page, address, signal);
        return await look({ page, settled });
      } finally {
        signal?.removeEventListener('abort', abort);
        await page.close().catch(() => undefined);
      }
    } finally {
      leave();
    }
  }

  private async open(
    page: Page,
    address: string,
    signal?: AbortSignal,
  ): Promise<(longestMs: number) => Promise<void>> {
    let underWay = 0;
    let lastActivity = performance.now();
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    await page.route('**/*', async (route) => {
      underWay += 1;
      try {
        await this.answer(route, signal);
      } catch {
        await route.abort().catch(() => undefined); // the page was closed meanwhile
      } finally {
        underWay -= 1;
        lastActivity = performance.now();
      }
    });
    await page.goto(address, { waitUntil: 'domcontentloaded', timeout: RENDER_MS });
    const settled = async (longestMs: number): Promise<void> => {
      // What a click asks for is heard of a moment later.
      lastActivity = performance.now();
      const until = lastActivity + longestMs;
      while (performance.now() < until) {
        if (underWay === 0 && performance.now() - lastActivity > QUIET_MS) return;
        await sleep(50, undefined, { signal });
      }
    };
    await settled(RENDER_MS);
    return settled;
  }

  /** The browser asks, our own client gets it: under the same address policy, politeness and limits. */
  private async answer(route: Route, signal?: AbortSignal): Promise<void> {
    const request = route.request();
    if (NOT_NEEDED.has(request.resourceType()) || !/^https?:/.test(request.url())) return route.abort();
    if (!['GET', 'POST'].includes(request.method())) return route.abort();
    const headers = await request.allHeaders();
    const answer = await this.options.client.fetch(request.url(), {
      limits: LIMITS,
      signal,
      method: request.method() as 'GET' | 'POST',
      body: request.postDataBuffer() ?? undefined,
      referer: headers['referer'],
      headers: pick(headers, ['accept', 'content-type', 'x-requested-with', 'cookie']),
    });
    if (!answer.ok) return route.abort('failed');
    const {
      'content-encoding': _encoding,
      'content-length': _length,
      'transfer-encoding': _transfer,
      ...rest
    } = answer.headers;
    await route.fulfill({ status: answer.status, headers: rest, body: answer.body });
  }

  private start(): Promise<BrowserContext> {
    this.context ??= this.launch().catch((error: unknown) => {
      this.context = null;
      throw error;
    });
    return this.context;
  }

  private async launch(): Promise<BrowserContext> {
    const { chromium } = await import('playwright-core');
    this.folder = await mkdtemp(join(tmpdir(), 'duban-browser-'));
    const context = await chromium.launchPersistentContext(this.folder, {
      executablePath: this.options.executablePath,
      args: FLAGS,
      ignoreDefaultArgs: ['--enable-automation'],
      headless: true,
      chromiumSandbox: false,
      serviceWorkers: 'block',
      ignoreHTTPSErrors: true,
      acceptDownloads: false,
      userAgent: this.options.userAgent,
      viewport: { width: 1280, height: 1_000 },
      locale: 'zh-CN',
      timeout: 30_000,
    });
    context.on('close', () => {
      this.context = null;
    });
    await context.routeWebSocket(/.*/, (socket) => socket.close());
    return context;
  }

  private async enter(): Promise<() => void> {
    while (this.free <= 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.free -= 1;
    return () => {
      this.free += 1;
      this.waiting.shift()?.();
    };
  }

  async close(): Promise<void> {
    const context = await this.context?.catch(() => null);
    await context?.close().catch(() => undefined);
    if (this.folder) await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}
