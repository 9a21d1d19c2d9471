import { useCallback, useEffect, useState } from 'react';
import { isUnknown } from '../api/problem.js';

export type Reading<Value> =
  | { readonly is: 'loading' }
  | { readonly is: 'missing' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'read'; readonly value: Value };

/**
 * Reads what a page of the portal shows; what is known stays while it is read again.
 *
 * @param load must be the same function until something else is to be read
 */
export function useRead<Value>(load: () => Promise<Value>): {
  readonly reading: Reading<Value>;
  readonly again: () => Promise<void>;
} {
  const [found, setFound] = useState<{ readonly by: unknown; readonly reading: Reading<Value> }>();
  const again = useCallback(async () => {
    const reading = await outcomeOf(load);
    setFound((before) => {
      const isNewer = before?.by === load && before.reading.is === 'read' && reading.is === 'failed';
      return isNewer ? before : { by: load, reading };
    });
  }, [load]);
  useEffect(() => {
    let isGone = false;
    void outcomeOf(load).then((reading) => {
      if (!isGone) setFound({ by: load, reading });
    });
    return () => {
      isGone = true;
    };
  }, [load]);
  return { reading: found?.by === load ? found.reading : { is: 'loading' }, again };
}

async function outcomeOf<Value>(load: () => Promise<Value>): Promise<Reading<Value>> {
  try {
    return { is: 'read', value: await load() };
  } catch (error) {
    return isUnknown(error) ? { is: 'missing' } : { is: 'failed', error };
  }
}
