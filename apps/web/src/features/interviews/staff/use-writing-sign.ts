import { useEffect, useMemo } from 'react';
import type { AuthorRole } from '../api.js';
import { sayWriting } from '../live-api.js';

/** A sign of writing expires after eight seconds at the server. */
const AGAIN_MS = 4_000;
/** A pause of this length is no writing any more. */
const PAUSE_MS = 6_000;

/** Tells the crew that one writes, while one types. A sign that does not arrive is no loss. */
export function useWritingSign(interview: string): {
  readonly write: (role: AuthorRole) => void;
  readonly stop: () => void;
} {
  const sign = useMemo(() => {
    let toldAt = 0;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const tell = (role: AuthorRole | undefined): void =>
      void sayWriting(interview, role).catch(() => undefined);
    const stop = (): void => {
      clearTimeout(pause);
      if (toldAt > 0) tell(undefined);
      toldAt = 0;
    };
    return {
      stop,
      write: (role: AuthorRole): void => {
        clearTimeout(pause);
        pause = setTimeout(stop, PAUSE_MS);
        if (Date.now() - toldAt < AGAIN_MS) return;
        toldAt = Date.now();
        tell(role);
      },
    };
  }, [interview]);
  useEffect(() => sign.stop, [sign]);
  return sign;
}
