import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { IconButton } from '../../../ui/icon-button.js';
import styles from './place-in-list.module.css';

interface Props {
  /** The list that one came from. */
  readonly list: readonly string[];
  readonly current: string;
  readonly onGo: (to: string) => void;
}

/** Where a case stands in the list that one came from, and the ways to the one before and the one after: `[` and `]`. */
export function PlaceInList({ list, current, onGo }: Props) {
  const index = list.indexOf(current);
  const [before, after] = [list[index - 1], list[index + 1]];
  useEffect(
    () =>
      keys.add([
        { keys: '[', title: t('cases.previous'), run: () => before !== undefined && onGo(before) },
        { keys: ']', title: t('cases.next'), run: () => after !== undefined && onGo(after) },
      ]),
    [before, after, onGo],
  );
  if (index < 0) return null;
  return (
    <span className={styles.place}>
      {t('cases.place', { n: index + 1, of: list.length })}
      <IconButton
        icon={ChevronLeft}
        size="small"
        label={t('cases.previous')}
        keys="["
        isDisabled={before === undefined}
        onPress={() => before !== undefined && onGo(before)}
      />
      <IconButton
        icon={ChevronRight}
        size="small"
        label={t('cases.next')}
        keys="]"
        isDisabled={after === undefined}
        onPress={() => after !== undefined && onGo(after)}
      />
    </span>
  );
}
