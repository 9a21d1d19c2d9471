/** Connections to public addresses only. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { constants } from 'node:crypto';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.js';
import { REFUSED_ADDRESS } from './failures.js';

const CONNECT_TIMEOUT_MS = 10_000;

type TlsOptions = Pick<ConnectionOptions, 'rejectUnauthorized' | 'minVersion' | 'ciphers' | 'secureOptions'>;

export const STRICT_TLS: TlsOptions = {};
/** For certificates and protocols of old servers: nothing secret is sent to them. */
export const LENIENT_TLS: TlsOptions = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};

/**
 * Connects only to addresses that the policy allows. It is checked at the connection, so that neither redirects nor
 * changing DNS answers bypass it.
 *
 * @param lookup in place of the system's resolver, for tests
 */
export function guardedConnector(
  policy: AddressPolicy,
  tls: TlsOptions,
  lookup: typeof systemLookup = systemLookup,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    lookup: guardedLookup(policy, lookup),
    ...tls,
  } as buildConnector.BuildOptions);
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A literal address is not resolved.
    if (isIP(host) !== 0 && !policy.allows(host)) return void callback(refused(host), null);
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const remote = socket?.remoteAddress;
      if (remote && !policy.allows(remote)) {
        socket.destroy();
        return callback(refused(remote), null);
      }
      return callback(null, socket!);
    });
  };
}

/** Resolves a name and drops the addresses that the policy refuses. */
function guardedLookup(policy: AddressPolicy, lookup: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => policy.allows(address));
      if (allowed.length === 0) return callback(refused(addresses[0]?.address ?? hostname), '', 0);
      if (options.all) return callback(null, allowed);
      return callback(null, allowed[0]!.address, allowed[0]!.family);
    });
  };
}

const refused = (address: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${address} is not a public address`), { code: REFUSED_ADDRESS });
