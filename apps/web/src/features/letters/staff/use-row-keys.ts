import { useEffect, useState, type RefObject } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';

export const rowId = (id: string): string => `row-${id}`;
const linkOf = (id: string | undefined): HTMLAnchorElement | null =>
  id === undefined ? null : (document.getElementById(rowId(id))?.querySelector('a') ?? null);

/** `J K` walk the rows, `Enter` and `O` open one, `/` goes to the search field. @returns the row walked to */
export function useRowKeys(
  ids: readonly string[],
  find: RefObject<HTMLInputElement | null>,
): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const index = current === undefined ? -1 : ids.indexOf(current);
    const walk = (by: 1 | -1) => (): void => {
      const next = ids[index < 0 ? 0 : Math.min(Math.max(index + by, 0), ids.length - 1)];
      setCurrent(next);
      linkOf(next)?.focus();
      linkOf(next)?.scrollIntoView({ block: 'nearest' });
    };
    return keys.add([
      { keys: 'J', title: t('letters.nextRow'), run: walk(1) },
      { keys: 'K', title: t('letters.previousRow'), run: walk(-1) },
      { keys: 'Enter', title: t('letters.open'), run: () => linkOf(current)?.click() },
      {
        keys: 'O',
        title: t('letters.openTab'),
        run: () => void (current && open(linkOf(current)?.href, '_blank', 'noopener')),
      },
      { keys: '/', title: t('letters.filterKey'), run: () => find.current?.focus() },
    ]);
  }, [ids, current, find]);
  return current;
}
