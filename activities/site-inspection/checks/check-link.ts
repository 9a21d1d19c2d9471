/** Does a form really download; does an online system really answer? */
import { setTimeout as sleep } from 'node:timers/promises';
import { extname } from 'node:path';
import type { Failed, Fetched, FetchLimits, HttpClient } from '../http/client.js';
import { decodeHtml } from '../http/charset.js';
import { isLocalFile } from '../page/links.js';
import type { PageFace, SoftErrorProbe } from './error-page.js';
import { expectedKinds, fileKindOf, type FileKind } from './file-type.js';

/**
 * `suspected`: it failed in this run; `broken`: it can never work (a file on the author's machine), or tries on two days
 * failed (see link-tries.ts); `ambiguous`: a person must look.
 */
export type LinkVerdict = 'ok' | 'suspected' | 'broken' | 'ambiguous';

export interface LinkCheck {
  readonly verdict: LinkVerdict;
  readonly ok: boolean;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Bytes that were read. */
  readonly length: number;
  /** What the bytes are, whatever the name says; empty when there are none. */
  readonly type: string;
  /** Empty when all is well. */
  readonly reason: string;
  /** ISO 8601 instant of the last try. */
  readonly at: string;
}

/** A name answered as a page without any error: not a file after all. */
export type FileCheck = LinkCheck & { readonly isPage: boolean };

export interface LinkCheckOptions {
  readonly client: HttpClient;
  readonly softErrors: SoftErrorProbe;
  readonly faceOf: (html: string) => PageFace;
  /** Bytes of a file that are read before it counts as downloading. @default 20 MiB */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
  /** Pause before a failed link is tried once more in the same run. */
  readonly retryAfterMs: number;
  readonly now: () => Date;
  /** What robots.txt says; asked before a link is tried. */
  readonly allows: (address: string, signal?: AbortSignal) => Promise<boolean>;
}

const PAGE_BYTES = 2 * 1024 * 1024;

export class LinkChecker {
  constructor(private readonly options: LinkCheckOptions) {}

  /** @param name its text on the page, for files whose address has no extension */
  async file(address: string, name: string, referer: string, signal?: AbortSignal): Promise<FileCheck> {
    if (isLocalFile(address))
      return { ...this.result('broken', { reason: "a file on the author's machine" }), isPage: false };
    const { maxFileBytes: maxBytes } = this.options;
    if (!(await this.options.allows(address, signal)))
      return { ...this.result('ambiguous', { reason: 'robots.txt forbids it' }), isPage: false };
    return this.twice(signal, async () => {
      const answer = await this.get(
        address,
        { maxBytes, timeoutMs: this.options.timeoutMs },
        referer,
        signal,
      );
      return this.judgeFile(answer, name, maxBytes);
    });
  }

  /** A page of an online system: reachable, and no error page. */
  async page(address: string, referer: string, signal?: AbortSignal): Promise<LinkCheck> {
    if (isLocalFile(address)) return this.result('broken', { reason: "a file on the author's machine" });
    const { timeoutMs } = this.options;
    if (!(await this.options.allows(address, signal)))
      return this.result('ambiguous', { reason: 'robots.txt forbids it' });
    return this.twice(signal, async () => {
      const answer = await this.get(address, { maxBytes: PAGE_BYTES, timeoutMs }, referer, signal);
      return this.judgePage(answer, signal);
    });
  }

  private get(
    address: string,
    limits: FetchLimits,
    referer: string,
    signal?: AbortSignal,
  ): Promise<Fetched | Failed> {
    return this.options.client.fetch(address, { limits, referer, signal });
  }

  /** A hiccup is no finding: what failed is tried again before it is even suspected. */
  private async twice<Check extends LinkCheck>(
    signal: AbortSignal | undefined,
    once: () => Promise<Check>,
  ): Promise<Check> {
    const first = await once();
    if (first.verdict !== 'suspected') return first;
    await sleep(this.options.retryAfterMs, undefined, { signal });
    return once();
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
    if (expected === null) return { ...no('ok', '', 'html'), isPage: true };
    // Systems export plain tables under .xls, which open in a spreadsheet.
    if (expected.includes('ole') && /<table/i.test(text) && this.options.faceOf(text).text.length > 200) {
      return no('ambiguous', 'a web page under the name of a document', 'html');
    }
    return no('suspected', 'a web page instead of the file', 'html');
  }

  private async judgePage(answer: Fetched | Failed, signal?: AbortSignal): Promise<LinkCheck> {
    const failed = this.failure(answer);
    if (failed) return failed;
    const { address, status, body, headers, tlsFault } = answer as Fetched;
    const seen = { status, length: body.length, type: await fileKindOf(body) };
    if (body.length === 0) return this.result('suspected', { ...seen, reason: 'empty page' });
    if (seen.type === 'html') {
      const { text } = decodeHtml(body, headers['content-type']);
      const face = this.options.faceOf(text);
      if (await this.options.softErrors.isSoftError(address, face, signal)) {
        return this.result('suspected', { ...seen, reason: 'an error page with status 200' });
      }
    }
    if (tlsFault) return this.result('ambiguous', { ...seen, reason: `certificate: ${tlsFault}` });
    return this.result('ok', seen);
  }

  private failure(answer: Fetched | Failed): LinkCheck | null {
    if (!answer.ok) {
      const verdict = answer.failure === 'address refused' ? 'ambiguous' : 'suspected';
      return this.result(verdict, { reason: `${answer.failure} (${answer.detail})` });
    }
    const { status, body } = answer;
    if (status >= 200 && status < 300) return null;
    const verdict =
      status === 401 || status === 403 || status === 412 || status === 429 ? 'ambiguous' : 'suspected';
    return this.result(verdict, { status, length: body.length, reason: `status ${status}` });
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

/** By the name the server gives the file, else its address, else its text on the page. */
function expectedOf(
  headers: Readonly<Record<string, string>>,
  address: string,
  name: string,
): readonly FileKind[] | null {
  const disposition = /filename\*?\s*=\s*(?:utf-8'')?["']?([^"';]+)/i.exec(
    headers['content-disposition'] ?? '',
  )?.[1];
  const url = URL.parse(address);
  const parts = [disposition, url?.pathname, ...(url?.search ?? '').slice(1).split('&'), name];
  for (const part of parts) {
    const kinds = part
      ? expectedKinds(
          extname(part.trim())
            .slice(1)
            .replace(/[^\w].*$/, ''),
        )
      : null;
    if (kinds) return kinds;
  }
  return null;
}
