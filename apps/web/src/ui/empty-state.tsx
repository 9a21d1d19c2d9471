import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './state.module.css';

interface Props {
  readonly icon?: LucideIcon;
  /** Why there is nothing. */
  readonly title: string;
  /** What comes next. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon = Inbox, title, children }: Props) {
  return (
    <div className={styles.state}>
      <Icon size={34} strokeWidth={1.3} className={styles.icon} aria-hidden />
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
