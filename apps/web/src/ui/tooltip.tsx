import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components/Tooltip';
import styles from './tooltip.module.css';

/** Stands in a TooltipTrigger, behind what it explains. Never the only place where something is said. */
export function Tooltip({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltip offset={6} className={styles.tooltip!}>
      {children}
    </AriaTooltip>
  );
}
