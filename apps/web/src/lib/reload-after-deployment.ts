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

/** Whether this page has just been reloaded for that reason. */
export const wasReloaded = (): boolean => Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_MS;

/** Reloads this page once when one of its files is gone. Called when the page starts. */
export function reloadAfterDeployment(): void {
  const page: Page = { storage: sessionStorage, reload: () => location.reload() };
  addEventListener('vite:preloadError', (event) => {
    // The router would reload at once, without a network as well, and the page would be gone.
    event.preventDefault();
    void isServed().then((served) => served && reloadOldPage(page, Date.now()));
  });
}

/** Whether the server answers: else the files may still be there. */
const isServed = (): Promise<boolean> =>
  fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
