import type { Draft, DraftStore } from './drafts.js';

const DATABASE = 'duban';
const TABLE = 'drafts';
/** A draft that nobody has touched for this long is forgotten, ms. */
const KEPT_MS = 90 * 86_400_000;

/** Drafts on this device, in IndexedDB: they outlive reload and crash. Kept open: a page that is being closed has no time. */
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

/** Drafts of this tab, forgotten when it is closed: for shared computers. */
export function tabDrafts(storage: Storage = sessionStorage): DraftStore {
  const nameOf = (key: string): string => `duban.draft.${key}`;
  return {
    get: async (key) => JSON.parse(storage.getItem(nameOf(key)) ?? 'null') ?? undefined,
    put: async (draft) => storage.setItem(nameOf(draft.key), JSON.stringify(draft)),
    delete: async (key) => storage.removeItem(nameOf(key)),
  };
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'key' });
  const database = await done(request);
  await forget(database.transaction(TABLE, 'readwrite').objectStore(TABLE), Date.now() - KEPT_MS);
  return database;
}

async function forget(table: IDBObjectStore, before: number): Promise<void> {
  const drafts = await done<Draft[]>(table.getAll());
  for (const { key, savedAt } of drafts) if (savedAt < before) table.delete(key);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}
