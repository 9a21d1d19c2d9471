/** Rules of a site's robots.txt for this crawler (RFC 9309). */
import robotsModule from 'robots-parser';
import { decodeHtml } from './charset.js';
import type { HttpClient } from './client.js';
import type { HostGate } from './host-gate.js';
import { parseHtml } from '../page/dom.js';
import { scriptOnly } from '../page/script-only.js';

/** The name that robots.txt may give rules for. */
const ROBOT = 'DubanInspector';

/** The package is CommonJS and exports the function; its types claim a default export. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const LIMITS = { maxBytes: 512 * 1024, timeoutMs: 15_000 };

interface Rules {
  readonly allows: (address: string) => boolean;
}

const ALL: Rules = { allows: () => true };
const NONE: Rules = { allows: () => false };

export class Robots {
  private readonly byOrigin = new Map<string, Promise<Rules>>();

  constructor(
    private readonly client: HttpClient,
    private readonly gate: HostGate,
  ) {}

  /** Without robots.txt everything is allowed; while the server fails (5xx), nothing. */
  async allows(address: string, signal?: AbortSignal): Promise<boolean> {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) return true;
    let rules = this.byOrigin.get(url.origin);
    if (!rules) {
      rules = this.read(url, signal);
      this.byOrigin.set(url.origin, rules);
      rules.catch(() => this.byOrigin.delete(url.origin)); // aborted: request it again next time
    }
    return (await rules).allows(address);
  }

  private async read(url: URL, signal?: AbortSignal): Promise<Rules> {
    const address = `${url.origin}/robots.txt`;
    const answer = await this.client.fetch(address, { limits: LIMITS, signal });
    if (!answer.ok) return ALL; // the pages themselves will show that the site is down
    const { text } = decodeHtml(answer.body, answer.headers['content-type']);
    // A firewall answers every address with its script: there is no robots.txt.
    if (answer.status >= 500) return scriptOnly(parseHtml(text)) === 'opens' ? ALL : NONE;
    if (answer.status >= 300) return ALL;
    if (/^\s*</.test(text)) return ALL; // a site that answers every address with its own page
    const rules = robotsParser(address, text.replace(/^\ufeff/, ''));
    const delay = rules.getCrawlDelay(ROBOT);
    if (delay !== undefined) this.gate.slowDown(url.host, Number(delay));
    return { allows: (page) => rules.isAllowed(page, ROBOT) !== false };
  }
}
