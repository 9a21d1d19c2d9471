import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** False while a page still is the one that the build has drawn: what is typed into it would be lost. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
