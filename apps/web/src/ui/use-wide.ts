import { useSyncExternalStore } from 'react';

/** Whether the window is at least so wide, px. A page that is being printed does not change, or its sheets would be counted wrong. */
export function useWide(width: number): boolean {
  const query = `(min-width: ${width}px), print`;
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
