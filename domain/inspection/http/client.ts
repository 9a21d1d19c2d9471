import type { lookup as systemLookup } from 'node:dns';
import { Agent, request, type buildConnector, type Dispatcher } from 'undici';
import type { AddressPolicy } from './address-policy.js';
import { BodyError, flat, readBody, redirectOf, type Answer } from './answer.js';
import { guardedConnector, LENIENT_TLS, STRICT_TLS } from './connections.js';
import { Cookies } from './cookies.js';
import { classifyFailure, isStrictness, type FetchFailure } from './failures.js';
import type { HostGate } from './host-gate.js';
import { lenientRequest } from './lenient-request.js';

export interface FetchLimits {
  /** Bytes of the decompressed body that are read; the rest is dropped. */
  readonly maxBytes: number;
  /** From the request to the end of what is read, redirects included. */
  readonly timeoutMs: number;
}

export interface Fetched {
  readonly ok: true;
  /** Where the redirects ended. */
  readonly address: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body was longer than the limit. */
  readonly truncated: boolean;
  readonly redirects: readonly string[];
  /** Why the certificate is invalid; null for a valid one. The page was read anyway, because nothing secret is sent. */
  readonly tlsFault: string | null;
}

export interface Failed {
  readonly ok: false;
  readonly address: string;
  readonly failure: FetchFailure;
  readonly detail: string;
  /** Bytes of the body that had arrived. */
  readonly received: number;
}

export interface FetchOptions {
  readonly limits: FetchLimits;
  readonly signal?: AbortSignal;
  readonly referer?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cookies of the visit: sent to their hosts, and extended. @default only within the redirects of this request */
  readonly cookies?: Cookies;
}

export interface HttpClientOptions {
  readonly policy: AddressPolicy;
  readonly gate: HostGate;
  readonly userAgent: string;
  /** In place of the system's resolver, for tests. */
  readonly lookup?: typeof systemLookup;
}

interface Hop {
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly location: string | null;
  readonly tlsFault: string | null;
  readonly body: Buffer;
  readonly truncated: boolean;
}

interface HopOptions extends FetchOptions {
  readonly cookie: string;
}

interface Connections {
  readonly agent: Agent;
  readonly connect: buildConnector.connector;
}

const MOST_REDIRECTS = 10;
/** Timeout without any bytes; a slow server has the time of the request's limits. */
const SILENCE_MS = 60_000;

/**
 * Fetches pages and files of untrusted sites: only from addresses that the policy allows, within limits of size and time.
 *
 * undici's `redirect` and `decompress` interceptors do not fit. Every hop here waits for its host's turn, sends the
 * cookies that the hop before has set, may fall back to lenient TLS or a lenient parser (which is no undici dispatcher),
 * reads a Location in the server's own charset, and is reported; the interceptor follows redirects inside one dispatch.
 * Browsers also read bodies that the decompressor rejects: deflate without its head, gzip without its checksum, and
 * plain bodies declared as compressed.
 */
export class HttpClient {
  private readonly strict: Connections;
  private readonly lenient: Connections;

  constructor(private readonly options: HttpClientOptions) {
    const connectionsWith = (tls: typeof STRICT_TLS): Connections => {
      const connect = guardedConnector(options.policy, tls, options.lookup);
      return { agent: agentOver(connect), connect };
    };
    this.strict = connectionsWith(STRICT_TLS);
    this.lenient = connectionsWith(LENIENT_TLS);
  }

  /** Throws only when it is aborted by `signal`, never for anything that a site does. */
  async fetch(address: string, options: FetchOptions): Promise<Fetched | Failed> {
    const visited: string[] = [];
    const { cookies = Cookies.none() } = options;
    let current = address;
    let tlsFault: string | null = null;
    let { method = 'GET', body } = options;
    try {
      for (;;) {
        const url = parseHttpUrl(current);
        if (!url) return failed(current, 'bad address', 'neither http nor https');
        const cookie = cookies.for(url);
        const hop = await this.hop(url, { ...options, method, body, cookie });
        tlsFault ??= hop.tlsFault;
        cookies.keep(url, hop.headers['set-cookie']);
        if (hop.location === null) {
          const { status, body: read, truncated } = hop;
          const headers = flat(hop.headers);
          return { ok: true, address: current, status, headers, body: read, truncated, redirects: visited, tlsFault }; // prettier-ignore
        }
        visited.push(current);
        const next = URL.parse(hop.location, current)?.href;
        if (!next) return failed(current, 'bad address', `redirect to '${hop.location.slice(0, 200)}'`);
        // With another cookie the same address may answer otherwise.
        const seenBefore = visited.filter((one) => one === next).length;
        if (seenBefore > 1 || (seenBefore === 1 && cookies.for(url) === cookie)) {
          return failed(next, 'redirect loop', `after ${visited.length} redirects`);
        }
        if (visited.length > MOST_REDIRECTS)
          return failed(next, 'redirect loop', `more than ${MOST_REDIRECTS} redirects`);
        if (hop.status === 303 || (method === 'POST' && hop.status < 303)) {
          method = 'GET';
          body = undefined;
        }
        current = next;
      }
    } catch (error) {
      options.signal?.throwIfAborted();
      const isCut = error instanceof BodyError;
      const { failure, detail } = classifyFailure(isCut ? error.cause : error);
      return failed(current, failure, detail, isCut ? error.received : 0);
    }
  }

  /** One request and its response. Its timeout starts when it is the host's turn. */
  private async hop(url: URL, options: HopOptions): Promise<Hop> {
    const { gate } = this.options;
    const work = async (): Promise<Hop> => {
      const timeout = AbortSignal.timeout(options.limits.timeoutMs);
      const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
      return this.answered(url, { ...options, signal });
    };
    return gate.pass(url.host, work, options.signal);
  }

  /** Retries a response that undici's parser rejects with a lenient one, as browsers read it. */
  private async answered(url: URL, options: HopOptions & { signal: AbortSignal }): Promise<Hop> {
    try {
      return await this.read(url, options, false);
    } catch (error) {
      if (options.method === 'POST' || !isStrictness(error)) throw error;
      return this.read(url, options, true);
    }
  }

  private async read(
    url: URL,
    options: HopOptions & { signal: AbortSignal },
    isLenient: boolean,
  ): Promise<Hop> {
    const { answer, tlsFault } = await this.send(url, options, isLenient);
    const { statusCode: status, headers } = answer;
    const location = redirectOf(answer);
    if (location === null)
      return { status, headers, location, tlsFault, ...(await readBody(answer, options.limits.maxBytes)) };
    answer.body.on('error', () => undefined).destroy();
    return { status, headers, location, tlsFault, body: Buffer.alloc(0), truncated: false };
  }

  /** Retries without verification when the certificate is invalid, and reports the fault. */
  private async send(
    url: URL,
    options: HopOptions & { signal: AbortSignal },
    isLenient: boolean,
  ): Promise<{ answer: Answer; tlsFault: string | null }> {
    const sendOver = (connections: Connections): Promise<Answer> => {
      const headers = this.headersOf(options);
      if (isLenient) {
        return lenientRequest(url, { headers, signal: options.signal, connect: connections.connect });
      }
      return this.request(url, options, headers, connections.agent);
    };
    try {
      return { answer: await sendOver(this.strict), tlsFault: null };
    } catch (error) {
      const { failure, detail } = classifyFailure(error);
      if (failure !== 'tls') throw error;
      return { answer: await sendOver(this.lenient), tlsFault: detail };
    }
  }

  private request(
    url: URL,
    { method = 'GET', body, signal }: HopOptions,
    headers: Readonly<Record<string, string>>,
    dispatcher: Dispatcher,
  ): Promise<Answer> {
    return request(url, {
      dispatcher,
      method,
      body,
      signal,
      headersTimeout: SILENCE_MS,
      bodyTimeout: SILENCE_MS,
      headers,
    });
  }

  private headersOf({ referer, cookie, headers }: HopOptions): Record<string, string> {
    return {
      'user-agent': this.options.userAgent,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'zh-CN,zh;q=0.9',
      'accept-encoding': 'gzip, deflate',
      ...(referer && { referer: asciiUrl(referer) }),
      ...(cookie && { cookie }),
      ...headers,
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.strict.agent.destroy(), this.lenient.agent.destroy()]);
  }
}

const agentOver = (connect: buildConnector.connector): Agent =>
  new Agent({
    connect,
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 65_536,
  });

const failed = (address: string, failure: FetchFailure, detail: string, received = 0): Failed => ({
  ok: false,
  address,
  failure,
  detail,
  received,
});

function parseHttpUrl(address: string): URL | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function asciiUrl(address: string): string {
  return URL.parse(address)?.href ?? '';
}
