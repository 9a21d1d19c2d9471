import type {} from '@fastify/cookie'; // types of `cookies` and `setCookie`
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'duban_session';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Sets the session cookie of the web console: scripts cannot read it, and other sites' pages do not send it. */
export function setSessionCookie(reply: FastifyReply, token: string, expiresAt: number): void {
  void reply.setCookie(NAME, token, { ...attributesFor(reply.request), expires: new Date(expiresAt) });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(NAME, attributesFor(reply.request));
}

export const sessionCookieOf = (request: FastifyRequest): string | undefined => request.cookies[NAME];

/**
 * Whether a request that is authenticated by the cookie alone is safe or comes from our own pages. Browsers send
 * Sec-Fetch-Site, which pages cannot set.
 */
export function isFromOwnPages(request: FastifyRequest): boolean {
  if (SAFE_METHODS.includes(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
}

/**
 * Whether a sign-in may set the cookie: a page of another site must not sign its reader in to an account of its own. Programs
 * name no origin.
 */
export function signsInFromOwnPages(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return (origin === undefined && site === undefined) || isFromOwnPages(request);
}

const attributesFor = ({ protocol }: FastifyRequest) =>
  ({ path: '/api', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' }) as const;
