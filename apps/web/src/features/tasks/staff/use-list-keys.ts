import { useEffect } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';

interface ListKeys {
  /** Ids of the rows, in order. */
  readonly ids: readonly string[];
  /** The one that is open. */
  readonly current: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onToggle: (id: string) => void;
  readonly onRange: (id: string) => void;
  readonly onAll: () => void;
  /** Escape, when no row is open. */
  readonly onClear: () => void;
  readonly onFind: () => void;
}

export const rowId = (id: string): string => `task-${id}`;
const linkOf = (id: string): HTMLAnchorElement | null =>
  document.getElementById(rowId(id))?.querySelector('a') ?? null;

/** The keys of a list: walk, open, select. The focus walks along, so that the row is read aloud. */
export function useListKeys({ ids, current, onOpen, onToggle, onRange, onAll, onClear, onFind }: ListKeys) {
  useEffect(() => {
    const index = current === undefined ? -1 : ids.indexOf(current);
    const walk = (by: 1 | -1) => (): void => {
      const next = ids[index < 0 ? 0 : Math.min(Math.max(index + by, 0), ids.length - 1)];
      if (next === undefined) return;
      onOpen(next);
      linkOf(next)?.focus({ preventScroll: true });
    };
    const ofCurrent = (act: (id: string) => void) => (): void => {
      if (current !== undefined && index >= 0) act(current);
    };
    return keys.add([
      { keys: 'J', title: t('tasks.nextTask'), run: walk(1) },
      { keys: 'K', title: t('tasks.previousTask'), run: walk(-1) },
      { keys: 'Enter', title: t('work.openKey'), run: ofCurrent((id) => linkOf(id)?.click()) },
      {
        keys: 'O',
        title: t('work.openTab'),
        run: ofCurrent((id) => void open(linkOf(id)?.href, '_blank', 'noopener')),
      },
      { keys: 'X', title: t('work.selectKey'), run: ofCurrent(onToggle) },
      { keys: 'Shift+X', title: t('work.selectRange'), run: ofCurrent(onRange) },
      { keys: 'Ctrl+A', title: t('work.selectAll'), run: onAll },
      { keys: '/', title: t('work.filterKey'), run: onFind },
      {
        keys: 'Escape',
        title: t('tasks.deselect'),
        run: () => (current === undefined ? onClear() : onOpen(undefined)),
      },
    ]);
  });
  useEffect(() => {
    if (current !== undefined) document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' });
  }, [current]);
}
