import { useSyncExternalStore } from 'react';
import { onAppearance } from './appearance.js';

/** How pages look now, by choice or by the system's. */
export function useAppearance(): {
  readonly isDark: boolean;
  readonly size?: string;
  readonly contrast?: string;
} {
  const look = useSyncExternalStore(onAppearance, () => JSON.stringify(document.documentElement.dataset));
  const { theme, size, contrast } = JSON.parse(look) as Partial<
    Record<'theme' | 'size' | 'contrast', string>
  >;
  return { isDark: theme === 'dark', ...(size && { size }), ...(contrast && { contrast }) };
}
