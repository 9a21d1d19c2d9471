import type { Draft, DraftStore } from './drafts.js';

const DATABASE = 'duban';
const TABLE = 'drafts';

/** Drafts in IndexedDB: it outlives reload and crash, and takes files as well. */
export function indexedDbDrafts(): DraftStore {
  let opening: Promise<IDBDatabase> | undefined;
  const table = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    opening ??= open();
    return (await opening).transaction(TABLE, mode).objectStore(TABLE);
  };
  return {
    get: async (key) => done<Draft | undefined>((await table('readonly')).get(key)),
    put: async (draft) => void (await done((await table('readwrite')).put(draft))),
    delete: async (key) => done((await table('readwrite')).delete(key)),
  };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'key' });
  return done(request);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}
