import { once } from 'node:events';
import { connect, constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Authority, type Identity } from './certificates.js';

export interface TemporalProxy {
  /** `host:port` */
  readonly address: string;
  readonly authority: string;
  readonly client: Identity;
  /** Number of calls rejected without the API key. */
  readonly refused: () => number;
  readonly close: () => Promise<void>;
}

const UNAUTHENTICATED = '16';
/** Headers of the request line: the forwarded call has its own. */
const REQUEST_LINE = new Set<string>([
  constants.HTTP2_HEADER_METHOD,
  constants.HTTP2_HEADER_SCHEME,
  constants.HTTP2_HEADER_AUTHORITY,
  constants.HTTP2_HEADER_PATH,
]);

/**
 * What stands before a Temporal cluster in production: TLS for those who have a certificate of our authority, and an
 * API key with every call. Behind it a development server, which knows neither.
 */
export async function startTemporalProxy(temporalAddress: string, apiKey: string): Promise<TemporalProxy> {
  const authority = await Authority.create();
  const own = await authority.issue('temporal', 'localhost');
  const upstream = connect(`http://${temporalAddress}`);
  upstream.on('error', () => undefined); // streams fail as well
  const server = createSecureServer({
    cert: own.certificate,
    key: own.key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  let refused = 0;
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => undefined); // the caller has gone away
    if (headers.authorization !== `Bearer ${apiKey}`) {
      refused += 1;
      stream.respond(
        {
          'content-type': 'application/grpc',
          'grpc-status': UNAUTHENTICATED,
          'grpc-message': 'who are you?',
        },
        { endStream: true },
      );
      return;
    }
    const call = upstream.request({
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => !REQUEST_LINE.has(name))),
      ':method': headers[':method'],
      ':path': headers[':path'],
    });
    call.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    stream.on('aborted', () => call.close(constants.NGHTTP2_CANCEL));
    call.on('response', (answer, flags) => {
      const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      stream.respond(answer, { endStream, waitForTrailers: !endStream });
    });
    let trailers = {};
    call.on('trailers', (given) => (trailers = given));
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.pipe(call);
    call.pipe(stream);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    address: `localhost:${(server.address() as AddressInfo).port}`,
    authority: authority.certificate,
    client: await authority.issue('duban'),
    refused: () => refused,
    close: async () => {
      upstream.destroy();
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
