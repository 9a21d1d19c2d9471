/**
 * How a page shows a video from another site: in a frame of its own that may run its player and nothing of ours. The
 * address is data, never markup.
 */
export interface EmbeddedVideo {
  readonly url: string;
  readonly host: string;
  /** Of the frame's attribute `sandbox`. Its own origin is another host, so that it gains nothing over our pages. */
  readonly sandbox: 'allow-scripts allow-same-origin allow-presentation';
  readonly referrerPolicy: 'no-referrer';
}

/**
 * @param hosts those that the operator allows, exactly as they stand in an address
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
