import { CookieJar } from 'tough-cookie';

/** Limits of browsers for one host and one cookie, so that a site cannot fill the memory. */
const MOST_OF_A_HOST = 100;
const LONGEST = 4_096;
/** Cookies of one visit, over all hosts and paths. */
const MOST = 300;

/** A cookie for a browser. */
export interface BrowserCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
}

/** The cookies of one visit to a site, sent only where they came from (RFC 6265). */
export class Cookies {
  /** @param held name, domain and path of each cookie that the jar has been given */
  private constructor(
    private jar: CookieJar | null,
    private readonly held = new Set<string>(),
  ) {}

  static none(): Cookies {
    return new Cookies(null);
  }

  /** @returns a value of the Cookie header; empty when there are none */
  for(url: URL): string {
    return this.jar?.getCookieStringSync(url.href) ?? '';
  }

  /** @param lines values of Set-Cookie; invalid ones, and those for another host, are ignored */
  keep(url: URL, lines: string | readonly string[] | undefined): void {
    for (const line of typeof lines === 'string' ? [lines] : (lines ?? [])) {
      if (line.length > LONGEST) continue;
      if (this.held.size >= MOST) return;
      this.jar ??= new CookieJar(undefined, { looseMode: true });
      if (this.jar.getCookiesSync(url.href).length >= MOST_OF_A_HOST) return;
      const cookie = this.jar.setCookieSync(line, url.href, { ignoreError: true });
      if (cookie) this.held.add(`${cookie.key} ${cookie.domain} ${cookie.path}`);
    }
  }

  /** @param header the Cookie header of a browser, which knows cookies that scripts have set */
  keepSent(url: URL, header: string): void {
    const known = new Set(this.for(url).split('; '));
    const fresh = header.split('; ').filter((pair) => pair !== '' && !known.has(pair));
    this.keep(
      url,
      fresh.map((pair) => `${pair}; Path=/`),
    );
  }

  /** All of them, for a browser. */
  all(): BrowserCookie[] {
    const cookies = this.jar?.serializeSync()?.cookies ?? [];
    return cookies.map(({ key, value, domain, path, secure, hostOnly }) => ({
      name: String(key),
      value: String(value),
      domain: hostOnly === false ? `.${String(domain)}` : String(domain),
      path: typeof path === 'string' ? path : '/',
      secure: secure === true,
    }));
  }

  /** An independent copy. */
  fork(): Cookies {
    return new Cookies(this.jar?.cloneSync() ?? null, new Set(this.held));
  }

  /** Adds the cookies of another visit. */
  add(others: readonly BrowserCookie[]): void {
    for (const { name, value, domain, path, secure } of others) {
      const host = domain.replace(/^\./, '');
      const line = `${name}=${value}; Path=${path}${host === domain ? '' : `; Domain=${host}`}${secure ? '; Secure' : ''}`;
      const url = URL.parse(`${secure ? 'https' : 'http'}://${host}${path}`);
      if (url) this.keep(url, line);
    }
  }
}
