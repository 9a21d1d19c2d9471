import type { Server } from 'node:http';
import type { Logger } from 'pino';

/** File descriptors are what a server runs out of first; streams of a whole prefecture are some thousand. */
export const CONNECTIONS = 5_000;
const LOG_MS = 60_000;

/**
 * Bounds the connections of a server: one more is closed before anything is read from it. A proxy that spreads them over
 * several gateways sees it as a gateway that is busy.
 *
 * @param most @default CONNECTIONS
 */
export function limitConnections(server: Server, log: Logger, most: number = CONNECTIONS): void {
  server.maxConnections = most;
  let loggedAt = -Infinity;
  let refused = 0;
  server.on('drop', () => {
    refused += 1;
    if (Date.now() - loggedAt < LOG_MS) return;
    log.warn({ most, refused }, 'connections are refused: there are too many');
    loggedAt = Date.now();
    refused = 0;
  });
}
