const KEY = 'duban.reloaded-at';
/** A second failure within this time is no old page, ms. */
const AGAIN_MS = 60_000;

/** What reloading needs of the browser. */
export interface Page {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
}

/**
 * A page that was opened before a deployment asks for files that are gone. It reloads itself, once; drafts are safe.
 *
 * @param now epoch ms. @returns whether it reloads
 */
export function reloadOldPage({ storage, reload }: Page, now: number): boolean {
  if (now - Number(storage.getItem(KEY) ?? 0) < AGAIN_MS) return false;
  storage.setItem(KEY, String(now));
  reload();
  return true;
}

/** Whether this page has just been reloaded for that reason. @param now epoch ms */
export const wasReloaded = ({ storage }: Pick<Page, 'storage'>, now: number): boolean =>
  now - Number(storage.getItem(KEY) ?? 0) < AGAIN_MS;
