import { useCallback, useEffect, useState } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';

export interface Steps {
  /** The row that keys act on. */
  readonly current: string | undefined;
  readonly setCurrent: (key: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly clear: () => void;
}

/** Walks a list with `J K` and selects with `X`. @param rows keys of the rows, as they are shown */
export function useSteps(rows: readonly string[]): Steps {
  const [chosen, setCurrent] = useState<string>();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const current = chosen !== undefined && rows.includes(chosen) ? chosen : rows[0];
  const selected = new Set([...marked].filter((key) => rows.includes(key)));
  const toggle = useCallback(
    (key: string) =>
      setMarked((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  useEffect(() => {
    const step = (by: number): void => {
      const index = rows.indexOf(current ?? '') + by;
      const next = rows[Math.min(Math.max(index, 0), rows.length - 1)];
      if (next === undefined) return;
      setCurrent(next);
      document.getElementById(`row-${next}`)?.scrollIntoView({ block: 'nearest' });
    };
    return keys.add([
      { keys: 'J', title: t('consultations.nextRow'), run: () => step(1) },
      { keys: 'K', title: t('consultations.previousRow'), run: () => step(-1) },
      {
        keys: 'X',
        title: t('consultations.select'),
        run: () => current !== undefined && toggle(current),
      },
    ]);
  }, [rows, current, toggle]);
  return { current, setCurrent, selected, toggle, clear: useCallback(() => setMarked(new Set()), []) };
}
