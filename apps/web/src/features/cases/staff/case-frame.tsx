import { useEffect, useRef, type ReactNode } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { useWide } from '../../../ui/use-wide.js';
import { CaseColumn, type CasePart } from './case-column.js';
import styles from './case-frame.module.css';

/** What the address of a case holds: the open task, and the open part of each column. */
export interface CaseSearch {
  readonly task?: string | undefined;
  readonly part?: string | undefined;
  readonly side?: string | undefined;
}

interface Props {
  readonly head: ReactNode;
  readonly steps: ReactNode;
  /** What has changed while the page is open. */
  readonly news: ReactNode;
  /** What was written: the left column. */
  readonly texts: readonly CasePart[];
  /** What has happened: the middle one. */
  readonly course: readonly CasePart[];
  /** What is to be done: the right one. */
  readonly act: ReactNode;
  /** The same on paper. */
  readonly sheet: ReactNode;
  readonly search: CaseSearch;
  readonly onSearch: (search: CaseSearch) => void;
}

/** Id of the part that comments stand in. */
export const COMMENTS = 'comments';

/** Three columns side by side; where the window is too narrow, the first two are one. */
export function CaseFrame({ head, steps, news, texts, course, act, sheet, search, onSearch }: Props) {
  const isWide = useWide(1280);
  const columns = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      keys.add([
        {
          keys: 'C',
          title: t('cases.writeComment'),
          run: () => {
            onSearch(isWide ? { side: COMMENTS } : { part: COMMENTS });
            // The form is there when the tab has been drawn.
            setTimeout(
              () => columns.current?.querySelector<HTMLElement>('form[data-comment] textarea')?.focus(),
              50,
            );
          },
        },
      ]),
    [isWide, onSearch],
  );
  return (
    <>
      <div className={`${styles.page} no-print`}>
        {head}
        {steps}
        {news}
        <div ref={columns} className={styles.columns}>
          <CaseColumn
            label={t('cases.materials')}
            parts={isWide ? texts : [...texts, ...course]}
            open={search.part}
            onOpen={(part) => onSearch({ part })}
          />
          {isWide && (
            <CaseColumn
              label={t('cases.course')}
              parts={course}
              open={search.side}
              onOpen={(side) => onSearch({ side })}
            />
          )}
          <section className={styles.act} aria-label={t('cases.act')} tabIndex={0}>
            {act}
          </section>
        </div>
      </div>
      {sheet}
    </>
  );
}
