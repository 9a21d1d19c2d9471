import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './tag.module.css';

interface Props {
  readonly tone?: 'plain' | 'accent' | 'ok' | 'warn' | 'late' | 'pause' | 'line';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A word about a thing: its class, its state. Not a button. */
export function Tag({ tone = 'plain', icon: Icon, children }: Props) {
  return (
    <span className={`${styles.tag} ${styles[tone] ?? ''}`}>
      {Icon && <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}
