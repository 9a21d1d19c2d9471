import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { LocalError } from './local-error.js';

/** A loopback port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  return listenOnce('127.0.0.1', 0);
}

/** @throws {LocalError} PORT_IN_USE when the gateway could not listen there. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  try {
    await listenOnce(host, port);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new LocalError(
      'PORT_IN_USE',
      `Cannot listen on ${host}:${port} (${reason}): stop what uses it, or choose another with PORT=${port + 1} npm start.`,
      { cause },
    );
  }
}

async function listenOnce(host: string, port: number): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return taken;
}
