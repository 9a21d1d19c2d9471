import { ChartColumn, Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../messages/t.js';
import { IconButton } from '../ui/icon-button.js';
import { Table, type Column } from '../ui/table.js';
import { switchTables, useAsTables } from './as-tables.js';
import styles from './chart-figure.module.css';

interface Props<Row> {
  readonly title: string;
  /** The unit of the numbers, how to read it. */
  readonly note?: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The picture of the rows. */
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A picture of numbers whose table is one key away: `T`. */
export function ChartFigure<Row>({ title, note, columns, rows, keyOf, children, foot }: Props<Row>) {
  const isTable = useAsTables();
  return (
    <figure className={styles.figure} aria-label={title}>
      <div className={styles.head}>
        <figcaption className={styles.title}>{title}</figcaption>
        {note && <span className={styles.note}>{note}</span>}
        <IconButton
          icon={isTable ? ChartColumn : Table2}
          label={t(isTable ? 'charts.asPictures' : 'charts.asTables')}
          keys="T"
          size="small"
          onPress={switchTables}
        />
      </div>
      <div className={styles.body}>
        {isTable ? <Table caption={title} columns={columns} rows={rows} keyOf={keyOf} /> : children}
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </figure>
  );
}
