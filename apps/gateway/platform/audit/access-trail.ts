import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyRequest } from 'fastify';

/** What a request has come upon that belongs into the audit log. */
export interface AccessTrail {
  /** Ids of the secret processes that it reads of, or acts on. */
  readonly secret: Set<string>;
  /** Those that an entry of this request names already. */
  readonly entered: Set<string>;
  /** What an audited route does; gone once its entry is written. */
  act: AuditedAct | null;
  /** The entry that an act has written in its transaction, which may still have been rolled back. */
  entry: WrittenEntry | null;
}

/** An entry, told from whatever else may get its number. */
export interface WrittenEntry {
  readonly id: string;
  readonly hash: Buffer;
}

export interface AuditedAct {
  /** Account id, or the client's. */
  readonly account: string;
  readonly action: string;
  readonly ip: string;
  readonly reason?: string;
}

const current = new AsyncLocalStorage<AccessTrail>();
const byRequest = new WeakMap<object, AccessTrail>();

/** Begins the trail of a request; `next` and all that follows from it belong to it. */
export function beginTrail(request: FastifyRequest, next: () => void): void {
  const trail: AccessTrail = { secret: new Set(), entered: new Set(), act: null, entry: null };
  byRequest.set(request, trail);
  current.run(trail, next);
}

/** Undefined for a request that was refused before it came to a handler. */
export const trailOf = (request: FastifyRequest): AccessTrail | undefined => byRequest.get(request);

/** That of the request under way; undefined outside of any. */
export const currentTrail = (): AccessTrail | undefined => current.getStore();

/** To be called with every row of a process that somebody is shown or acts on: a secret one leaves an entry. */
export function noteAccess({ id, secret }: { readonly id: string; readonly secret: boolean }): void {
  if (secret) current.getStore()?.secret.add(id);
}
