import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../messages/t.js';
import styles from './breadcrumbs.module.css';

/** Where a page stands; the last one is the page itself. @param items links, and the text of the page */
export function Breadcrumbs({ items }: { readonly items: readonly ReactNode[] }) {
  return (
    <nav aria-label={t('ui.path')}>
      <ol className={styles.crumbs}>
        {items.map((item, index) => (
          <li key={index} aria-current={index === items.length - 1 ? 'page' : undefined}>
            {index > 0 && <ChevronRight size={14} aria-hidden />}
            {item}
          </li>
        ))}
      </ol>
    </nav>
  );
}
