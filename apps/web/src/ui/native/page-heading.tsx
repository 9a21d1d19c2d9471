import { useEffect, type ReactNode } from 'react';
import { t } from '../../messages/t.js';
import styles from './page-heading.module.css';

/** The heading of a page of the portal, and its title in the tab. The shell moves the focus here after a navigation. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} - ${t('common.mailbox')}`;
  }, [title]);
  return (
    <h1 tabIndex={-1} className={styles['heading']}>
      {children ?? title}
    </h1>
  );
}
