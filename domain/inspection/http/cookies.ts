import { CookieJar } from 'tough-cookie';

/** As much as browsers keep of one host, and of one cookie: a site can fill no memory with them. */
const MOST_OF_A_HOST = 100;
const LONGEST = 4_096;
/** Of one visit, whatever their hosts and paths. */
const MOST = 300;

/** What a browser needs to know of a cookie. */
export interface BrowserCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
}

/** The cookies of one visit to a site: sent where they came from and nowhere else, as a browser does (RFC 6265). */
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

  /** @param lines values of Set-Cookie; what is no cookie, or is meant for another host, is passed over */
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

  /** A copy that goes its own way. */
  fork(): Cookies {
    return new Cookies(this.jar?.cloneSync() ?? null, new Set(this.held));
  }

  /** Takes over what another visit has been given, and keeps its own. */
  add(others: readonly BrowserCookie[]): void {
    for (const { name, value, domain, path, secure } of others) {
      const host = domain.replace(/^\./, '');
      const line = `${name}=${value}; Path=${path}${host === domain ? '' : `; Domain=${host}`}${secure ? '; Secure' : ''}`;
      const url = URL.parse(`${secure ? 'https' : 'http'}://${host}${path}`);
      if (url) this.keep(url, line);
    }
  }
}
