import { useMemo, useState } from 'react';
import { steadyList } from '../../../lib/steady-list.js';
import type { LetterItem } from '../api.js';

interface Shown {
  /** Of which list. */
  readonly filter: string;
  readonly rows: readonly Row[];
}
type Row = LetterItem & { readonly id: string };

export interface SteadyLetters {
  readonly letters: readonly LetterItem[];
  /** Ids of processes that are no longer in the list: their rows stay where they were. */
  readonly gone: ReadonlySet<string>;
  /** How many have come in and wait to be shown. */
  readonly added: number;
  readonly showAdded: () => void;
}

const WITH = { left: [] };

/** Letters that keep their place while somebody reads them, whatever the stream brings. @param filter names the list */
export function useSteadyLetters(
  filter: string,
  letters: readonly LetterItem[],
  hasMore: boolean,
): SteadyLetters {
  const [shown, setShown] = useState<Shown>();
  const fresh = useMemo(() => letters.map((letter) => ({ ...letter, id: letter.processId })), [letters]);
  const before = shown?.filter === filter && shown.rows.length > 0 ? shown.rows : fresh;
  const { rows, gone, added } = steadyList(before, fresh, { ...WITH, hasMore });
  const isSame = shown?.filter === filter && idsOf(shown.rows) === idsOf(rows);
  if (!isSame) setShown({ filter, rows });
  return {
    letters: rows,
    gone,
    added: added.length,
    showAdded: () => setShown({ filter, rows: fresh }),
  };
}

const idsOf = (rows: readonly Row[]): string => rows.map(({ id }) => id).join();
