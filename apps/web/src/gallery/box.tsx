import type { ReactNode } from 'react';
import styles from './gallery.module.css';

export function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.box}>
      <h2>{title}</h2>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}

export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
