import { isIP } from 'node:net';
import type { Config } from '../../../../infra/config/config.js';

/**
 * What is wrong with how the gateway is reachable; null: nothing. The gateway speaks plain HTTP: TLS is a proxy's, and only a
 * proxy that TRUSTED_PROXIES names tells it that a request came over TLS, without which session cookies are not `Secure`.
 */
export function exposureWarning({
  HOST: host,
  TRUSTED_PROXIES: proxies,
}: Pick<Config, 'HOST' | 'TRUSTED_PROXIES'>): string | null {
  if (proxies.length > 0 || isLoopback(host)) return null;
  return (
    `other machines reach the gateway at ${host} without TLS: passwords and session cookies travel in the clear. Put a proxy ` +
    'with TLS before it, and name the proxy in TRUSTED_PROXIES'
  );
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
