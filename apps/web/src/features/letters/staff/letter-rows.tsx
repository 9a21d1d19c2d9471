import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode, type RefObject } from 'react';
import type { Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { MarkedText } from '../../../ui/marked-text.js';
import type { LetterItem } from '../api.js';
import type { ColumnId } from '../columns.js';
import { orderOf, type LettersSearch, type Order } from '../letters-search.js';
import { ColumnHead } from './column-head.js';
import { LetterCell } from './letter-cell.js';
import { rowId, useRowKeys } from './use-row-keys.js';
import type { LetterWords } from './use-letter-words.js';
import styles from './letter-rows.module.css';

interface Props {
  readonly letters: readonly LetterItem[];
  readonly search: LettersSearch;
  readonly onOrder: (order: Order) => void;
  readonly words: LetterWords;
  readonly columns: readonly ColumnId[];
  readonly now: Instant;
  readonly findRef: RefObject<HTMLInputElement | null>;
  /** Behind the last row. */
  readonly children: ReactNode;
}

/** Letters as rows. Opening one takes the list along, so that `[` and `]` walk it. */
export function LetterRows({ letters, search, onOrder, words, columns, now, findRef, children }: Props) {
  const numbers = useMemo(() => letters.map(({ letterNo }) => letterNo), [letters]);
  const searched = search.q ?? '';
  const current = useRowKeys(numbers, findRef);
  return (
    <div className={styles.scroll} role="region" aria-label={t('letters.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('letters.column_number')}</th>
            <th scope="col" className={styles.wide}>
              {t('letters.column_title')}
            </th>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} order={orderOf(search)} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr
              key={letter.processId}
              id={rowId(letter.letterNo)}
              aria-current={letter.letterNo === current ? 'true' : undefined}
            >
              <td className={styles.number}>{letter.letterNo}</td>
              <td className={styles.title}>
                <Link to="/letters/$no" params={{ no: letter.letterNo }} state={{ list: numbers }}>
                  {letter.title === null ? (
                    t('letters.noTitle')
                  ) : (
                    <MarkedText text={letter.title} words={searched} />
                  )}
                </Link>
                {letter.excerpt !== undefined && (
                  <p className={styles.excerpt}>
                    <MarkedText text={letter.excerpt} words={searched} />
                  </p>
                )}
              </td>
              {columns.map((column) => (
                <td key={column}>
                  <LetterCell column={column} letter={letter} words={words} now={now} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.more}>{children}</p>
    </div>
  );
}
