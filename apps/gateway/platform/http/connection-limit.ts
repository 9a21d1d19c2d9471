import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { isLoopback, networkOf } from '../limits/sender.js';

/** File descriptors are the scarcest resource of a server; the streams of a whole prefecture are some thousand. */
export const CONNECTIONS = 5_000;
/** Of one address, so that no sender can take all of them. A whole office behind one address needs a tenth of it. */
const CONNECTIONS_PER_ADDRESS = 500;
const LOG_MS = 60_000;

export interface ConnectionLimits {
  /** @default CONNECTIONS */
  readonly most?: number;
  /** @default CONNECTIONS_PER_ADDRESS */
  readonly perAddress?: number;
  /** Whether an address has no limit of its own, because it is a proxy. @default loopback addresses */
  readonly isExempt?: (address: string) => boolean;
}

/**
 * Limits the connections of a server, in total and by address. Further ones are closed before anything is read from them; a
 * proxy in front of several gateways tries another one then.
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
  const countRefusal = (): void => {
    refused += 1;
    if (Date.now() - loggedAt < LOG_MS) return;
    log.warn({ most, perAddress, refused }, 'connections are refused: the limit is reached');
    loggedAt = Date.now();
    refused = 0;
  };
  server.on('drop', countRefusal);
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
    countRefusal();
    socket.destroy();
  });
}
