import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { findChromium } from '../../../domain/inspection/visit/find-chromium.js';
import type { Config } from '../../config/config.js';

/** Both faces of a stack, and the browser that opens them. */
export interface Faces {
  readonly browser: Browser;
  readonly url: string;
  /** Of every demo account. */
  readonly password: string;
}

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-precise-memory-info',
];
/** A phone on a slow network, as page-speed tools simulate it. Bytes a second, ms. */
const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWER_CPU = 4;

export function launchChromium({ DUBAN_CHROMIUM, PATH }: Config): Promise<Browser> {
  const executablePath = DUBAN_CHROMIUM ?? findChromium(PATH) ?? undefined;
  return chromium.launch({ ...(executablePath && { executablePath }), args: ARGUMENTS });
}

/** A browser of its own for one reader: nothing is cached. @param username who is signed in; undefined: nobody */
export async function newReader(
  { browser, url, password }: Faces,
  username?: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  if (username === undefined) return context;
  const response = await context.request.post(`${url}/api/v1/auth/login`, { data: { username, password } });
  if (!response.ok()) throw new Error(`${username} could not sign in: ${response.status()}`);
  return context;
}

/** Slows a page down. */
export async function throttle(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
  return session;
}
