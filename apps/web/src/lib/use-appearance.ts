import { useSyncExternalStore } from 'react';
import { appearance, onAppearance } from './appearance.js';

/** How pages look now, by choice or by the system's. */
export function useAppearance(): {
  readonly isDark: boolean;
  readonly size?: string;
  readonly contrast?: string;
  readonly density?: string;
  /** As chosen; undefined: by the system. */
  readonly theme?: 'light' | 'dark';
} {
  const look = useSyncExternalStore(
    onAppearance,
    () => JSON.stringify({ shown: document.documentElement.dataset, chosen: appearance().theme }),
    () => '{"shown":{}}',
  );
  const { shown, chosen } = JSON.parse(look) as {
    readonly shown: Partial<Record<'theme' | 'size' | 'contrast' | 'density', string>>;
    readonly chosen?: 'light' | 'dark';
  };
  const { theme, size, contrast, density } = shown;
  return {
    isDark: theme === 'dark',
    ...(size && { size }),
    ...(contrast && { contrast }),
    ...(density && { density }),
    ...(chosen && { theme: chosen }),
  };
}
