import { readFileSync } from 'node:fs';
import type { ConnectionOptions, TLSConfig } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { ConfigError, type Config } from '../config/config.js';

/**
 * How the gateway and the commands reach Temporal.
 * @throws {ConfigError} when TEMPORAL_ADDRESS is not set, or a file of the TEMPORAL_TLS settings cannot be read
 */
export function temporalClientConnection(config: Config): ConnectionOptions {
  return temporalConnection(config);
}

/**
 * How a worker reaches Temporal. What passes is small (ids, decisions, events): packing it, the SDK's default, costs both
 * sides more than it saves.
 * @throws {ConfigError} as above
 */
export function temporalWorkerConnection(config: Config): NativeConnectionOptions {
  return { ...temporalConnection(config), grpcCompression: { codec: 'none' } };
}

function temporalConnection(config: Config): ConnectionOptions & NativeConnectionOptions {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey } = config;
  if (!address)
    throw new ConfigError(['TEMPORAL_ADDRESS: is not set (npm start sets it for the local stack)']);
  return { address, tls: tls(config), ...(apiKey && { apiKey }) };
}

function tls(config: Config): TLSConfig | boolean {
  const { TEMPORAL_TLS_CERT: cert, TEMPORAL_TLS_KEY: key, TEMPORAL_TLS_CA: ca } = config;
  if (!cert && !ca) return config.TEMPORAL_TLS || Boolean(config.TEMPORAL_API_KEY);
  return {
    ...(ca && { serverRootCACertificate: read('TEMPORAL_TLS_CA', ca) }),
    ...(cert &&
      key && {
        clientCertPair: { crt: read('TEMPORAL_TLS_CERT', cert), key: read('TEMPORAL_TLS_KEY', key) },
      }),
  };
}

function read(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError([`${setting}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
