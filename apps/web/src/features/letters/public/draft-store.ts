import type { LetterDraft } from './letter-draft.js';

/** A draft and when it was saved (epoch ms). */
export interface KeptDraft {
  readonly draft: LetterDraft;
  readonly savedAt: number;
}

const DATABASE = 'duban-portal';
const STORE = 'letters';
const KEY = 'draft';
/** The tab remembers that it is on a shared computer, and then the draft itself. */
const SHARED = 'duban.shared';
const WRITING = 'duban.writing';

/**
 * Keeps the one letter that is being written: on this device (IndexedDB), or on a shared computer in this tab only, which
 * forgets it when it is closed. Nothing fails when a browser allows neither: the letter then lives as long as its page.
 */
export const draftStore = {
  async save(draft: LetterDraft): Promise<KeptDraft> {
    const kept = { draft, savedAt: Date.now() };
    if (draftStore.isShared()) session.set(SHARED, JSON.stringify(kept));
    else await request('readwrite', (store) => store.put(kept, KEY));
    session.set(WRITING, '1');
    return kept;
  },

  async load(): Promise<KeptDraft | undefined> {
    const shared = session.get(SHARED);
    if (shared) return (JSON.parse(shared) as KeptDraft | null) ?? undefined;
    return request<KeptDraft>('readonly', (store) => store.get(KEY) as IDBRequest<KeptDraft>).catch(
      () => undefined,
    );
  },

  async clear(): Promise<void> {
    if (draftStore.isShared()) session.set(SHARED, 'null');
    session.remove(WRITING);
    await request('readwrite', (store) => store.delete(KEY)).catch(() => undefined);
  },

  /** The letter has been begun in this tab, so that a reload goes on without a question. */
  isOfThisTab: (): boolean => session.get(WRITING) !== null,
  isShared: (): boolean => session.get(SHARED) !== null,

  /** On a shared computer the device forgets what it has. */
  async share(shared: boolean): Promise<void> {
    if (!shared) return session.remove(SHARED);
    session.set(SHARED, 'null');
    await request('readwrite', (store) => store.delete(KEY)).catch(() => undefined);
  },
};

let opened: Promise<IDBDatabase> | undefined;

/** Kept open: a page that is being closed has no time to open it. */
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('indexedDB'));
  });
  return opened;
}

async function request<Result>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest,
): Promise<Result | undefined> {
  const store = (await database()).transaction(STORE, mode).objectStore(STORE);
  return new Promise((resolve, reject) => {
    const asked = run(store);
    asked.onsuccess = () => resolve(asked.result as Result);
    asked.onerror = () => reject(asked.error ?? new Error('indexedDB'));
  });
}

const session = {
  get: (key: string): string | null => attempt(() => sessionStorage.getItem(key)) ?? null,
  set: (key: string, value: string): void => void attempt(() => sessionStorage.setItem(key, value)),
  remove: (key: string): void => void attempt(() => sessionStorage.removeItem(key)),
};

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
