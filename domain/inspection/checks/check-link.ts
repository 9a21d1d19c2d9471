/** Checks that forms download and that online systems respond. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failed, Fetched, FetchLimits, HttpClient } from '../http/client.js';
import { decodeHtml } from '../http/charset.js';
import { isLocalFile } from '../page/links.js';
import type { Cookies } from '../http/cookies.js';
import { isHtml } from '../http/is-html.js';
import { asksToReturn, looksLikeError, type SoftErrorProbe } from './error-page.js';
import type { PageFace } from '../page/page-face.js';
import { expectedOf, fileKindOf, type FileKind } from './file-type.js';
import { viewedFile } from './viewed-file.js';

/**
 * `suspected`: it failed in this run; `broken`: it can never work (a file on the author's machine), or tries on two days
 * failed (see link-tries.ts); `ambiguous`: a person must review it.
 */
export type LinkVerdict = 'ok' | 'suspected' | 'broken' | 'ambiguous';

export interface LinkCheck {
  readonly verdict: LinkVerdict;
  readonly ok: boolean;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Bytes that were read. */
  readonly length: number;
  /** Type by the bytes, not the name; empty without bytes. */
  readonly type: string;
  /** Empty for `ok`. */
  readonly reason: string;
  /** ISO 8601 instant of the last try. */
  readonly at: string;
}

/** A page without any error instead of a file: it was not a file after all. */
export type FileCheck = LinkCheck & { readonly isPage: boolean };

export interface LinkCheckOptions {
  readonly client: HttpClient;
  readonly softErrors: SoftErrorProbe;
  readonly faceOf: (html: string, isShown?: boolean) => PageFace;
  /** Runs the scripts of a response that shows nothing itself; null without a browser. */
  readonly open: OpenByScript | null;
  /** Bytes of a file that are read before it counts as downloading. @default 20 MiB */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
  /** Delay before a failed link is retried in the same run. */
  readonly retryAfterMs: number;
  readonly now: () => Date;
  /** Whether robots.txt allows an address; called before each try. */
  readonly allows: (address: string, signal?: AbortSignal) => Promise<boolean>;
}

/**
 * Shows an address in a browser.
 *
 * @param cookies get those that the scripts set
 * @returns the page as it stands then; null when the browser fails
 */
export type OpenByScript = (
  address: string,
  cookies: Cookies,
  signal?: AbortSignal,
) => Promise<string | null>;

/** A click on a link, or on the button of a form. */
export interface Click {
  readonly address: string;
  /** Its text on the page, for files whose address has no extension. */
  readonly name: string;
  /** The page that it is on. */
  readonly referer: string;
  /** Cookies of the page that it is on. */
  readonly cookies: Cookies;
  /** Body that a form sends with POST. */
  readonly post?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PAGE_BYTES = 2 * 1024 * 1024;
/** Statuses that require a permission, a sign-in or a proof of being human; 521 is that of a firewall. */
const ASKS: ReadonlySet<number> = new Set([401, 403, 407, 412, 418, 429, 451, 521]);

export class LinkChecker {
  constructor(private readonly options: LinkCheckOptions) {}

  async file(click: Click): Promise<FileCheck> {
    const { address, signal } = click;
    if (isLocalFile(address))
      return { ...this.result('broken', { reason: "a file on the author's machine" }), isPage: false };
    if (!(await this.options.allows(address, signal)))
      return { ...this.result('ambiguous', { reason: 'robots.txt forbids it' }), isPage: false };
    return this.twice(signal, async (attempt) => this.fileOnce(click, attempt));
  }

  /** Checks a page of an online system: it responds, and not with an error page. */
  async page(click: Click): Promise<LinkCheck> {
    const { address, signal } = click;
    if (isLocalFile(address)) return this.result('broken', { reason: "a file on the author's machine" });
    if (!(await this.options.allows(address, signal)))
      return this.result('ambiguous', { reason: 'robots.txt forbids it' });
    return this.twice(signal, async (attempt) => {
      const { answer, shown } = await this.get(click, PAGE_BYTES, attempt);
      return this.judgePage(answer, shown, click);
    });
  }

  /** @param isInside the file is inside a viewer: a viewer in a viewer is not followed */
  private async fileOnce(click: Click, attempt: number, isInside = false): Promise<FileCheck> {
    const { maxFileBytes: maxBytes, allows } = this.options;
    const { answer } = await this.get(click, maxBytes, attempt);
    const check = await this.judgeFile(answer, click.name, maxBytes);
    const isPage = check.type === 'html' && !check.ok;
    const viewed = isPage && !isInside ? viewedFile(click.address) : null;
    if (!viewed || !(await allows(viewed.address, click.signal))) return check;
    const inside = await this.fileOnce(
      { ...click, address: viewed.address, referer: click.address },
      attempt,
      true,
    );
    if (inside.ok || viewed.isSure) return inside;
    return { ...check, verdict: 'ambiguous', reason: 'a viewer, whose file is not where its address says' };
  }

  /** Opens a response that only a script opens in the browser, then requests it again with the browser's cookies. */
  private async get(
    { address, referer, cookies, post, signal }: Click,
    maxBytes: number,
    attempt: number,
  ): Promise<{ answer: Fetched | Failed; shown: PageFace | null }> {
    const { client, open, faceOf, timeoutMs } = this.options;
    // The second try has twice the time, for slow servers.
    const limits: FetchLimits = { maxBytes, timeoutMs: timeoutMs * attempt };
    const sent = post === undefined ? {} : { method: 'POST' as const, body: post, headers: FORM };
    const fetched = (): Promise<Fetched | Failed> =>
      client.fetch(address, { limits, referer, signal, cookies, ...sent });
    const answer = await fetched();
    if (!open || !answer.ok || this.faceIn(answer)?.scriptOnly !== 'opens') return { answer, shown: null };
    const before = cookies.for(new URL(answer.address));
    const html = await open(answer.address, cookies, signal);
    const again = cookies.for(new URL(answer.address)) === before ? answer : await fetched();
    return { answer: again, shown: html === null ? null : faceOf(html, true) };
  }

  private faceIn(answer: Fetched): PageFace | null {
    if (answer.body.length === 0 || !isHtml(answer)) return null;
    return this.options.faceOf(decodeHtml(answer.body, answer.headers['content-type']).text);
  }

  /** Retries a failed link once, because a single failure is not even a suspicion. */
  private async twice<Check extends LinkCheck>(
    signal: AbortSignal | undefined,
    once: (attempt: number) => Promise<Check>,
  ): Promise<Check> {
    const first = await once(1);
    if (first.verdict !== 'suspected') return first;
    await sleep(this.options.retryAfterMs, undefined, { signal });
    return once(2);
  }

  private async judgeFile(answer: Fetched | Failed, name: string, maxBytes: number): Promise<FileCheck> {
    const failed = this.failure(answer);
    if (failed) return { ...failed, isPage: false };
    const { status, body, truncated, headers, address } = answer as Fetched;
    const seen = { status, length: body.length };
    const no = (verdict: LinkVerdict, reason: string, type = ''): FileCheck => ({
      ...this.result(verdict, { ...seen, reason, type }),
      isPage: false,
    });
    if (body.length === 0) return no('suspected', 'empty file');
    const declared = Number(headers['content-length']);
    if (!headers['content-encoding'] && !truncated && declared > body.length) {
      return no('suspected', `${body.length} of ${declared} bytes came`);
    }
    const kind = await fileKindOf(body);
    const expected = expectedOf(headers, address, name);
    if (kind === 'html') return this.judgeHtmlFile(answer as Fetched, expected, no);
    if (expected && !expected.includes(kind))
      return no('ambiguous', `the name promises ${expected.join(' or ')}, the file is ${kind}`, kind);
    if (truncated && !(declared > maxBytes))
      return no('ambiguous', `did not end within ${maxBytes} bytes`, kind);
    const { tlsFault } = answer as Fetched;
    if (tlsFault) return no('ambiguous', `certificate: ${tlsFault}`, kind);
    return { ...this.result('ok', { ...seen, type: kind }), isPage: false };
  }

  private judgeHtmlFile(
    { body, headers }: Fetched,
    expected: readonly FileKind[] | null,
    no: (verdict: LinkVerdict, reason: string, type: string) => FileCheck,
  ): FileCheck {
    const { text } = decodeHtml(body, headers['content-type']);
    const face = this.options.faceOf(text);
    if (looksLikeError(face)) return no('suspected', 'a web page instead of the file', 'html');
    if (asksToReturn(face)) return no('ambiguous', 'a web page that asks for something first', 'html');
    if (face.scriptOnly !== null) return no('ambiguous', 'a web page that only its script shows', 'html');
    if (expected === null) return { ...no('ok', '', 'html'), isPage: true };
    // Systems export plain tables under .xls, which open in a spreadsheet.
    if (expected.includes('ole') && /<table/i.test(text) && face.text.length > 200) {
      return no('ambiguous', 'a web page under the name of a document', 'html');
    }
    return no('suspected', 'a web page instead of the file', 'html');
  }

  private async judgePage(
    answer: Fetched | Failed,
    shown: PageFace | null,
    { cookies, signal }: Click,
  ): Promise<LinkCheck> {
    const failed = this.failure(answer);
    if (failed) return failed;
    const { address, status, body, headers, tlsFault } = answer as Fetched;
    const seen = { status, length: body.length, type: await fileKindOf(body) };
    const no = (verdict: LinkVerdict, reason: string): LinkCheck => this.result(verdict, { ...seen, reason });
    if (body.length === 0) return no('suspected', 'empty page');
    if (seen.type === 'html') {
      const { text } = decodeHtml(body, headers['content-type']);
      const face = this.options.faceOf(text);
      if (await this.options.softErrors.isSoftError(address, face, { signal, cookies }))
        return no('suspected', 'an error page with status 200');
      if (asksToReturn(face)) return no('ambiguous', 'a page that asks for something first');
      if (face.scriptOnly !== null && (!shown || shown.scriptOnly !== null || looksLikeError(shown)))
        return no('ambiguous', 'a page that only its script shows');
    }
    if (tlsFault) return no('ambiguous', `certificate: ${tlsFault}`);
    return this.result('ok', seen);
  }

  private failure(answer: Fetched | Failed): LinkCheck | null {
    if (!answer.ok) {
      const { failure, detail, received } = answer;
      const seen = { length: received, reason: `${failure} (${detail})` };
      // Slower than the limits, but not broken.
      const isComing = failure === 'timeout' && received > 0;
      return this.result(isComing || failure === 'address refused' ? 'ambiguous' : 'suspected', seen);
    }
    const { status, body } = answer;
    if (status === 202 && body.length === 0)
      return this.result('ambiguous', { status, reason: 'status 202: not ready yet' });
    if (status >= 200 && status < 300) return null;
    const asks = ASKS.has(status) || this.faceIn(answer)?.scriptOnly === 'opens';
    const seen = { status, length: body.length, reason: `status ${status}` };
    return this.result(asks ? 'ambiguous' : 'suspected', seen);
  }

  private result(
    verdict: LinkVerdict,
    seen: { status?: number; length?: number; type?: string; reason?: string },
  ): LinkCheck {
    const { status = null, length = 0, type = '', reason = '' } = seen;
    return {
      verdict,
      ok: verdict === 'ok',
      status,
      length,
      type,
      reason,
      at: this.options.now().toISOString(),
    };
  }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
