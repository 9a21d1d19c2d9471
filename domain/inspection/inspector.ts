import { Browser } from './visit/browser.js';
import { AddressPolicy, LOOPBACK } from './http/address-policy.js';
import { HttpClient } from './http/client.js';
import { Robots } from './http/robots.js';
import { HostGate } from './http/host-gate.js';
import { PageInspector } from './visit/inspect-page.js';
import { findChromium } from './visit/find-chromium.js';

/** User agent in the logs of a site. */
const USER_AGENT = 'Mozilla/5.0 (compatible; DubanInspector/1.0; government service guide inspection)';

/** How a site is visited. */
export interface InspectorOptions {
  /** Concurrent requests. */
  readonly concurrency: number;
  /** Requests a second to one host; 0: as many as it answers. */
  readonly rate: number;
  readonly allowLoopback: boolean;
  /** Whether pages that only a script fills are opened in a browser, where one is installed. */
  readonly browser: boolean;
}

/** Allowed networks and browser of an installation, from its settings. */
export interface InspectorSettings {
  readonly DUBAN_INSPECT_ALLOW: readonly string[];
  readonly DUBAN_CHROMIUM?: string | undefined;
  readonly PATH: string;
}

export interface Inspector {
  readonly client: HttpClient;
  readonly robots: Robots;
  readonly pages: PageInspector;
  readonly close: () => Promise<void>;
}

/**
 * @param respectsRobots false for a page that a person requests
 * @param gate shared by inspectors that may be at one host at the same time
 */
export function createInspector(
  options: InspectorOptions,
  config: InspectorSettings,
  respectsRobots: boolean,
  gate: HostGate = new HostGate({ concurrency: options.concurrency, ratePerSecond: options.rate }),
): Inspector {
  const allow = [...config.DUBAN_INSPECT_ALLOW, ...(options.allowLoopback ? LOOPBACK : [])];
  const client = new HttpClient({ policy: new AddressPolicy(allow), gate, userAgent: USER_AGENT });
  const executablePath = options.browser ? (config.DUBAN_CHROMIUM ?? findChromium(config.PATH)) : null;
  const browser = executablePath ? new Browser({ executablePath, client, userAgent: USER_AGENT }) : null;
  const robots = new Robots(client, gate);
  // Without a rate limit, a failed link is retried at once.
  const pages = new PageInspector({
    client,
    browser,
    ...(respectsRobots && { robots }),
    ...(options.rate === 0 && { retryAfterMs: 0 }),
  });
  const close = async (): Promise<void> => {
    await browser?.close();
    await client.close();
  };
  return { client, robots, pages, close };
}
