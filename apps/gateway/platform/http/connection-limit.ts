import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { isLoopback, networkOf } from '../limits/sender.js';

/** File descriptors are what a server runs out of first; streams of a whole prefecture are some thousand. */
export const CONNECTIONS = 5_000;
/** Of one address, so that nobody alone takes all of them: a whole office behind one address has a tenth of it. */
export const CONNECTIONS_PER_ADDRESS = 500;
const LOG_MS = 60_000;

export interface ConnectionLimits {
  /** @default CONNECTIONS */
  readonly most?: number;
  /** @default CONNECTIONS_PER_ADDRESS */
  readonly perAddress?: number;
  /** Who may have as many as there are, because he brings those of others. @default this machine */
  readonly isExempt?: (address: string) => boolean;
}

/**
 * Bounds the connections of a server, in all and of one address: one more is closed before anything is read from it. A
 * proxy that spreads them over several gateways sees it as a gateway that is busy.
 */
export function limitConnections(
  server: Server,
  log: Logger,
  { most = CONNECTIONS, perAddress = CONNECTIONS_PER_ADDRESS, isExempt = isLoopback }: ConnectionLimits = {},
): void {
  server.maxConnections = most;
  const open = new Map<string, number>();
  let loggedAt = -Infinity;
  let refused = 0;
  const noteRefused = (): void => {
    refused += 1;
    if (Date.now() - loggedAt < LOG_MS) return;
    log.warn({ most, perAddress, refused }, 'connections are refused: there are too many');
    loggedAt = Date.now();
    refused = 0;
  };
  server.on('drop', noteRefused);
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isExempt(address)) return;
    const sender = networkOf(address);
    const count = (open.get(sender) ?? 0) + 1;
    open.set(sender, count);
    socket.once('close', () => {
      const left = (open.get(sender) ?? 1) - 1;
      if (left > 0) open.set(sender, left);
      else open.delete(sender);
    });
    if (count <= perAddress) return;
    noteRefused();
    socket.destroy();
  });
}
