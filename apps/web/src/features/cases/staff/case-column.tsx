import type { ReactNode } from 'react';
import { Tabs } from '../../../ui/tabs.js';
import styles from './case-column.module.css';

/** One part of a case's page, behind a tab. */
export interface CasePart {
  readonly id: string;
  readonly name: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface Props {
  readonly label: string;
  readonly parts: readonly CasePart[];
  /** The open one; the first when it names none. */
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** A column of the page, which scrolls by itself. */
export function CaseColumn({ label, parts, open, onOpen }: Props) {
  const value = parts.some(({ id }) => id === open) ? open! : parts[0]!.id;
  return (
    <section className={styles.column} aria-label={label}>
      <Tabs label={label} tabs={parts} value={value} onChange={onOpen} />
    </section>
  );
}
