/** Requests to servers that break the protocol in ways that undici's parser rejects and browsers accept. */
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { buildConnector } from 'undici';
import type { Answer } from './answer.js';

/**
 * Like `undici.request` for a GET, with Node's lenient parser: bare line feeds in the headers, Content-Length beside
 * chunks, bytes after the end.
 *
 * @param connect opens the connection under the address policy
 */
export async function lenientRequest(
  url: URL,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly connect: buildConnector.connector;
  },
): Promise<Answer> {
  const { headers, signal, connect } = options;
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request: ClientRequest = make(url, {
      headers,
      signal,
      insecureHTTPParser: true,
      createConnection: (_options, done) => {
        const { hostname, host, protocol, port } = url;
        connect({ hostname, host, protocol, port }, (error, socket) => {
          if (error) done(error, null as never);
          else done(null, socket!);
        });
        return undefined;
      },
    });
    request.once('response', resolve).on('error', reject).end();
  });
  return { statusCode: response.statusCode ?? 0, headers: response.headers, body: response };
}
