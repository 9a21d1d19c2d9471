import { useCallback, useEffect, useState } from 'react';

interface Reading<Value> {
  readonly of: string;
  readonly value?: Value;
  readonly error?: unknown;
}

/** Reads something once for each key. @param read keeps its identity as long as the key */
export function useReading<Value>(
  key: string,
  read: () => Promise<Value>,
): { readonly value: Value | undefined; readonly error: unknown; readonly again: () => void } {
  const [reading, setReading] = useState<Reading<Value>>({ of: key });
  const start = useCallback(() => {
    let isGone = false;
    read().then(
      (value) => !isGone && setReading({ of: key, value }),
      (error: unknown) => !isGone && setReading({ of: key, error }),
    );
    return () => {
      isGone = true;
    };
  }, [key, read]);
  useEffect(start, [start]);
  const isCurrent = reading.of === key;
  return {
    value: isCurrent ? reading.value : undefined,
    error: isCurrent ? reading.error : undefined,
    again: () => {
      setReading({ of: key });
      start();
    },
  };
}
