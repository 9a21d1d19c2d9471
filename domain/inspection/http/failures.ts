/** Classifies why a fetch failed, in the words of findings. */
export type FetchFailure =
  | 'bad address'
  | 'address refused'
  | 'name not found'
  | 'no connection'
  | 'timeout'
  | 'tls'
  | 'redirect loop'
  | 'connection lost'
  | 'bad response';

export const REFUSED_ADDRESS = 'DUBAN_ADDRESS_REFUSED';

const BY_CODE: Readonly<Record<string, FetchFailure>> = {
  [REFUSED_ADDRESS]: 'address refused',
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
  EAI_NODATA: 'name not found',
  ECONNREFUSED: 'no connection',
  EHOSTUNREACH: 'no connection',
  ENETUNREACH: 'no connection',
  EADDRNOTAVAIL: 'no connection',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'connection lost',
  EPIPE: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection lost',
  UND_ERR_ABORTED: 'connection lost',
  Z_DATA_ERROR: 'bad response',
  Z_BUF_ERROR: 'connection lost',
  UND_ERR_HEADERS_OVERFLOW: 'bad response',
  UND_ERR_INVALID_ARG: 'bad address',
  ERR_INVALID_URL: 'bad address',
};

const TLS_CODE =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL)/;

/** @returns the kind of failure, and the code that caused it (never the site's own text) */
export function classifyFailure(error: unknown): { failure: FetchFailure; detail: string } {
  for (let at: unknown = error, depth = 0; at && depth < 5; depth += 1) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: unknown[] };
    if (typeof code === 'string') {
      if (TLS_CODE.test(code)) return { failure: 'tls', detail: code };
      if (code.startsWith('HPE_')) return { failure: 'bad response', detail: code };
      const known = BY_CODE[code];
      if (known) return { failure: known, detail: code };
    }
    at = cause ?? errors?.[0];
  }
  const { name, message } = error as { name?: unknown; message?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return { failure: 'timeout', detail: name };
  return { failure: 'bad response', detail: String(message ?? name ?? error).slice(0, 120) };
}

/** Whether the response breaks a rule of the protocol that browsers ignore. */
export function isStrictness(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 5; depth += 1) {
    const { code, name, cause } = at as { code?: unknown; name?: unknown; cause?: unknown };
    // Either the declared length is wrong or the body was truncated: the lenient parser tells which.
    if (name === 'HTTPParserError' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true;
    at = cause;
  }
  return false;
}
