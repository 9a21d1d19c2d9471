import { indexedDbDrafts, tabDrafts } from '../../../lib/draft-store.js';
import type { Draft, DraftStore } from '../../../lib/drafts.js';
import type { LetterDraft } from './letter-draft.js';

/** The one letter that is being written, and when it was saved. */
export type KeptLetter = Draft<LetterDraft>;

export const LETTER_KEY = 'letter';
/** The tab remembers that it is on a shared computer, and that the letter has been begun in it. */
const SHARED = 'duban.shared';
const WRITING = 'duban.writing';

const device = indexedDbDrafts();
const place = (): DraftStore => (isShared() ? tabDrafts() : device);

/**
 * Keeps the letter on this device, or on a shared computer in this tab only, which forgets it when it is closed. A browser
 * that allows neither loses nothing: the letter then lives as long as its page.
 */
export const letterStore: DraftStore = {
  get: (key) => place().get(key),
  put: async (draft) => {
    await place().put(draft);
    attempt(() => sessionStorage.setItem(WRITING, '1'));
  },
  delete: async (key) => {
    attempt(() => sessionStorage.removeItem(WRITING));
    await Promise.all([device.delete(key), attempt(() => tabDrafts().delete(key))]);
  },
};

/** The letter has been begun in this tab, so that a reload goes on without a question. */
export const isOfThisTab = (): boolean => attempt(() => sessionStorage.getItem(WRITING)) != null;

export const isShared = (): boolean => attempt(() => sessionStorage.getItem(SHARED)) != null;

/** On a shared computer the device forgets what it has; the caller saves the letter again. */
export async function share(shared: boolean): Promise<void> {
  await letterStore.delete(LETTER_KEY).catch(() => undefined);
  attempt(() => (shared ? sessionStorage.setItem(SHARED, '1') : sessionStorage.removeItem(SHARED)));
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined; // a forbidden storage
  }
}
