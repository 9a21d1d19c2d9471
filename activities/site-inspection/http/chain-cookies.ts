/** Cookies within one chain of redirects: some sites set one and send the visitor to the same address again. */
export class ChainCookies {
  private readonly byHost = new Map<string, Map<string, string>>();
  /** A cookie was set or changed by the last answer: the same address may now answer otherwise. */
  changed = false;

  for(url: URL): string {
    return [...(this.byHost.get(url.hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(url: URL, headers: Readonly<Record<string, string | string[] | undefined>>): void {
    const lines = headers['set-cookie'];
    this.changed = false;
    for (const line of Array.isArray(lines) ? lines : lines ? [lines] : []) {
      const match = /^\s*([^=;\s]+)=([^;]*)/.exec(line);
      if (!match) continue;
      const [, name, value] = match as unknown as [string, string, string];
      const jar = this.byHost.get(url.hostname) ?? new Map<string, string>();
      if (jar.get(name) !== value) this.changed = true;
      jar.set(name, value);
      this.byHost.set(url.hostname, jar);
    }
  }
}
