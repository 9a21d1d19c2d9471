import { Browser } from '../../../domain/inspection/visit/browser.js';
import { AddressPolicy, LOOPBACK } from '../../../domain/inspection/http/address-policy.js';
import { HttpClient } from '../../../domain/inspection/http/client.js';
import { Robots } from '../../../domain/inspection/http/robots.js';
import { HostGate } from '../../../domain/inspection/http/host-gate.js';
import { PageInspector } from '../../../domain/inspection/visit/inspect-page.js';
import { findChromium } from './find-chromium.js';
import type { Config } from '../../config/config.js';
import type { CommonOptions } from './options.js';

/** Says who asks, as a site's log should show it. */
export const USER_AGENT = 'Mozilla/5.0 (compatible; DubanInspector/1.0; government service guide inspection)';

export interface Inspector {
  readonly client: HttpClient;
  readonly robots: Robots;
  readonly pages: PageInspector;
  readonly close: () => Promise<void>;
}

/**
 * @param obeysRobots false for one page that a person asks for
 * @param gate shared by inspectors that may be at one host at the same time
 */
export function createInspector(
  options: CommonOptions,
  config: Config,
  obeysRobots: boolean,
  gate: HostGate = new HostGate({ concurrency: options.concurrency, ratePerSecond: options.rate }),
): Inspector {
  const allow = [...config.DUBAN_INSPECT_ALLOW, ...(options.allowLoopback ? LOOPBACK : [])];
  const client = new HttpClient({ policy: new AddressPolicy(allow), gate, userAgent: USER_AGENT });
  const executablePath = options.browser ? (config.DUBAN_CHROMIUM ?? findChromium(config.PATH)) : null;
  const browser = executablePath ? new Browser({ executablePath, client, userAgent: USER_AGENT }) : null;
  const robots = new Robots(client, gate);
  // Where no politeness is asked for, a failed link is tried again at once.
  const pages = new PageInspector({
    client,
    browser,
    ...(obeysRobots && { robots }),
    ...(options.rate === 0 && { retryAfterMs: 0 }),
  });
  const close = async (): Promise<void> => {
    await browser?.close();
    await client.close();
  };
  return { client, robots, pages, close };
}
