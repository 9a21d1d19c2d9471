import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyRequest } from 'fastify';

/** What the audit log needs to know of a request. */
export interface AccessTrail {
  /** Ids of the secret processes that it reads or changes. */
  readonly secret: Set<string>;
  /** Those that an entry of this request already names. */
  readonly entered: Set<string>;
  /** Act of an audited route; null once its entry is written. */
  act: AuditedAct | null;
  /** Entry that the act wrote in its transaction, which may have been rolled back. */
  entry: WrittenEntry | null;
  /** Whether its refusal is recorded: a failed answer passes twice. */
  denied: boolean;
}

/** Identifies an entry: after a rollback another one may have the same number. */
export interface WrittenEntry {
  readonly id: string;
  readonly hash: Buffer;
}

export interface AuditedAct {
  /** Id of the account or client. */
  readonly account: string;
  readonly action: string;
  readonly ip: string;
  readonly reason?: string;
}

const current = new AsyncLocalStorage<AccessTrail>();
const byRequest = new WeakMap<object, AccessTrail>();

/** Starts the trail of a request. It is the current one in `next` and everything that `next` starts. */
export function beginTrail(request: FastifyRequest, next: () => void): void {
  const trail: AccessTrail = { secret: new Set(), entered: new Set(), act: null, entry: null, denied: false };
  byRequest.set(request, trail);
  current.run(trail, next);
}

/** Undefined for a request that was refused before it reached a handler. */
export const trailOf = (request: FastifyRequest): AccessTrail | undefined => byRequest.get(request);

/** The trail of the current request; undefined outside of requests. */
export const currentTrail = (): AccessTrail | undefined => current.getStore();

/** Records access to a process. Call it with every process row that is shown or changed; only secret ones are recorded. */
export function noteAccess({ id, secret }: { readonly id: string; readonly secret: boolean }): void {
  if (secret) current.getStore()?.secret.add(id);
}
