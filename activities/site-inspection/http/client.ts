import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { constants } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import type { AddressPolicy } from './address-policy.js';
import { ChainCookies } from './chain-cookies.js';
import { classifyFailure, REFUSED_ADDRESS, type FetchFailure } from './failures.js';
import type { HostGate } from './host-gate.js';

export interface FetchLimits {
  /** Bytes of the (decompressed) body that are read; the rest is left. */
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
  /** The body went on beyond the limit. */
  readonly truncated: boolean;
  readonly redirects: readonly string[];
  /** The certificate did not hold; it was read all the same, since nothing secret is sent. */
  readonly tlsFault: string | null;
}

export interface Failed {
  readonly ok: false;
  readonly address: string;
  readonly failure: FetchFailure;
  readonly detail: string;
}

export interface FetchOptions {
  readonly limits: FetchLimits;
  readonly signal?: AbortSignal;
  readonly referer?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly rawHeaders: Dispatcher.ResponseData['headers'];
  readonly location: string | null;
  readonly tlsFault: string | null;
  readonly body: Buffer;
  readonly truncated: boolean;
}

const MOST_REDIRECTS = 10;
const HEADERS_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Gets pages and files of sites nobody has checked: only from addresses the policy allows, tested where the connection
 * is made (so neither redirects nor a changing DNS answer get round it), within limits of size and time.
 */
export class HttpClient {
  private readonly strict: Agent;
  private readonly lenient: Agent;

  constructor(private readonly options: HttpClientOptions) {
    this.strict = agent(options, {});
    this.lenient = agent(options, {
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    });
  }

  /** Never throws for what a site does; only for being aborted by `signal`. */
  async fetch(address: string, options: FetchOptions): Promise<Fetched | Failed> {
    const visited: string[] = [];
    const cookies = new ChainCookies();
    let current = address;
    let tlsFault: string | null = null;
    let { method = 'GET', body } = options;
    try {
      for (;;) {
        const url = parseHttpUrl(current);
        if (!url) return failed(current, 'bad address', 'neither http nor https');
        const hop = await this.hop(url, { ...options, method, body, cookie: cookies.for(url) });
        tlsFault ??= hop.tlsFault;
        cookies.keep(url, hop.rawHeaders);
        if (hop.location === null) {
          const { status, rawHeaders, body: read, truncated } = hop;
          const headers = flat(rawHeaders);
          return {
            ok: true,
            address: current,
            status,
            headers,
            body: read,
            truncated,
            redirects: visited,
            tlsFault,
          };
        }
        visited.push(current);
        const next = URL.parse(hop.location, current)?.href;
        if (!next) return failed(current, 'bad address', `redirect to '${hop.location.slice(0, 200)}'`);
        const seenBefore = visited.filter((one) => one === next).length;
        if (seenBefore > 1 || (seenBefore === 1 && !cookies.changed)) {
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
      const { failure, detail } = classifyFailure(error);
      return failed(current, failure, detail);
    }
  }

  /** One request and its answer. Its time begins when it is the host's turn. */
  private async hop(url: URL, options: FetchOptions & { cookie: string }): Promise<Hop> {
    const leave = await this.options.gate.enter(url.host, options.signal);
    try {
      const timeout = AbortSignal.timeout(options.limits.timeoutMs);
      const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
      const { response, tlsFault } = await this.send(url, { ...options, signal });
      const { statusCode: status, headers: rawHeaders } = response;
      const location = redirectOf(response);
      if (location === null) {
        return {
          status,
          rawHeaders,
          location,
          tlsFault,
          ...(await readBody(response, options.limits.maxBytes)),
        };
      }
      response.body.on('error', () => undefined).destroy();
      return { status, rawHeaders, location, tlsFault, body: Buffer.alloc(0), truncated: false };
    } finally {
      leave();
    }
  }

  /** A certificate that does not hold is noted, and the page read without it. */
  private async send(
    url: URL,
    options: FetchOptions & { cookie: string; signal: AbortSignal },
  ): Promise<{ response: Dispatcher.ResponseData; tlsFault: string | null }> {
    try {
      return { response: await this.request(url, options, this.strict), tlsFault: null };
    } catch (error) {
      const { failure, detail } = classifyFailure(error);
      if (failure !== 'tls') throw error;
      return { response: await this.request(url, options, this.lenient), tlsFault: detail };
    }
  }

  private request(
    url: URL,
    options: FetchOptions & { cookie: string; signal: AbortSignal },
    dispatcher: Dispatcher,
  ): Promise<Dispatcher.ResponseData> {
    const { method = 'GET', body, signal, cookie, referer } = options;
    return request(url, {
      dispatcher,
      method,
      body,
      signal,
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: HEADERS_TIMEOUT_MS,
      headers: {
        'user-agent': this.options.userAgent,
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'accept-language': 'zh-CN,zh;q=0.9',
        'accept-encoding': 'gzip, deflate',
        ...(referer && { referer: asciiUrl(referer) }),
        ...(cookie && { cookie }),
        ...options.headers,
      },
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.strict.destroy(), this.lenient.destroy()]);
  }
}

type TlsOptions = Pick<ConnectionOptions, 'rejectUnauthorized' | 'minVersion' | 'ciphers' | 'secureOptions'>;

function agent({ policy, lookup = systemLookup }: HttpClientOptions, tls: TlsOptions): Agent {
  const guarded = guardedLookup(policy, lookup);
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    lookup: guarded,
    ...tls,
  } as buildConnector.BuildOptions);
  const guard: buildConnector.connector = (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // An address written as such is not looked up.
    if (isIP(host) !== 0 && !policy.allows(host)) return void callback(refused(host), null);
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const remote = socket?.remoteAddress;
      if (remote && !policy.allows(remote)) {
        socket.destroy();
        return callback(refused(remote), null);
      }
      return callback(null, socket!);
    });
  };
  return new Agent({
    connect: guard,
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 65_536,
  });
}

/** The system's answer without the addresses that are refused. */
function guardedLookup(policy: AddressPolicy, lookup: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => policy.allows(address));
      if (allowed.length === 0) return callback(refused(addresses[0]?.address ?? hostname), '', 0);
      if (options.all) return callback(null, allowed);
      return callback(null, allowed[0]!.address, allowed[0]!.family);
    });
  };
}

const refused = (address: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${address} is not a public address`), { code: REFUSED_ADDRESS });

const failed = (address: string, failure: FetchFailure, detail: string): Failed => ({
  ok: false,
  address,
  failure,
  detail,
});

function parseHttpUrl(address: string): URL | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function asciiUrl(address: string): string {
  return URL.parse(address)?.href ?? '';
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = Array.isArray(headers['location']) ? headers['location'][0] : headers['location'];
  if (!location) return null;
  // Old servers write addresses in raw UTF-8, which arrives as Latin-1.
  return /[\u0080-\u00ff]/.test(location) ? Buffer.from(location, 'latin1').toString('utf8') : location;
}

async function readBody(
  response: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<{ body: Buffer; truncated: boolean }> {
  const stream = decompressed(response);
  const chunks: Buffer[] = [];
  let length = 0;
  let truncated = false;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (length + chunk.length > maxBytes) {
        chunks.push(chunk.subarray(0, maxBytes - length));
        truncated = true;
        break;
      }
      chunks.push(chunk);
      length += chunk.length;
    }
  } finally {
    response.body.on('error', () => undefined).destroy();
  }
  return { body: Buffer.concat(chunks), truncated };
}

/** Compressed bodies are counted as they come out, so that a small one cannot fill the memory. */
function decompressed({ body, headers }: Dispatcher.ResponseData): Readable {
  const encoding = String(headers['content-encoding'] ?? '')
    .toLowerCase()
    .trim();
  const through =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : encoding === 'zstd'
            ? createZstdDecompress()
            : null;
  if (!through) return body;
  body.on('error', (error) => through.destroy(error));
  return body.pipe(through);
}
