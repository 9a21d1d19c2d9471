import { useEffect, useState } from 'react';

/** Loads once. @returns undefined until it is there, and when it cannot be had: the part of the page is then left out */
export function useLoaded<Value>(load: () => Promise<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    let isGone = false;
    load().then(
      (loaded) => {
        if (!isGone) setValue(() => loaded);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [load]);
  return value;
}
