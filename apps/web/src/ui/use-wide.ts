import { useSyncExternalStore } from 'react';

/** Whether the window is at least so wide, px. */
export function useWide(width: number): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(`(min-width: ${width}px)`);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(`(min-width: ${width}px)`).matches,
  );
}
