import { CircleAlert, CircleCheck, Info, Lock, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';

export type BannerTone = 'info' | 'ok' | 'warn' | 'late' | 'pause';
const ICONS: Readonly<Record<BannerTone, LucideIcon>> = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  late: CircleAlert,
  pause: Lock,
};

interface Props {
  readonly tone: BannerTone;
  readonly children: ReactNode;
  /** A button, or a link. */
  readonly action?: ReactNode;
}

/** A sentence about the whole page or form. Refusals are read aloud at once. */
export function Banner({ tone, children, action }: Props) {
  const Icon = ICONS[tone];
  return (
    <div role={tone === 'late' ? 'alert' : 'status'} className={`${styles.banner} ${styles[tone]}`}>
      <Icon size={16} aria-hidden />
      <span className={styles.text}>{children}</span>
      {action}
    </div>
  );
}
