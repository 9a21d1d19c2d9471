/**
 * How a page embeds a video of another site: in a sandboxed frame that may run its player and reach nothing of ours. The
 * address is data, never markup.
 */
export interface EmbeddedVideo {
  readonly url: string;
  readonly host: string;
  /** The frame's `sandbox` attribute. `allow-same-origin` is safe: the origin of the video is another host. */
  readonly sandbox: 'allow-scripts allow-same-origin allow-presentation';
  readonly referrerPolicy: 'no-referrer';
}

/**
 * @param hosts allowlist of exact host names
 * @returns null unless it is https at one of them, on the usual port and without credentials
 */
export function embeddedVideo(address: string | null, hosts: readonly string[]): EmbeddedVideo | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  if (!plain || !hosts.includes(url.hostname)) return null;
  return {
    url: url.href,
    host: url.hostname,
    sandbox: 'allow-scripts allow-same-origin allow-presentation',
    referrerPolicy: 'no-referrer',
  };
}
