import { createContext, useContext } from 'react';
import type { Schemas } from '../api/client.js';
import { changeAppearance } from './appearance.js';
import { switchSingleKeys } from './key-table.js';

/** How an account wants the console; what is left out is as this browser has it. */
export type Preferences = Schemas['PreferencesDto'];

/** Shows this browser's pages as the account wants them. */
export function applyPreferences({ theme, density, textSize, contrast, singleKeys }: Preferences): void {
  changeAppearance({
    ...(theme && { theme: theme === 'system' ? undefined : theme }),
    ...(density && { density }),
    ...(textSize && { size: textSize === 'large' ? 'large' : undefined }),
    ...(contrast && { contrast: contrast === 'high' ? 'high' : undefined }),
  });
  if (singleKeys !== undefined) switchSingleKeys(singleKeys);
}

/** Changes preferences: at once in this browser, then on the server. The shell of the console provides it. */
export const PreferencesContext = createContext<(change: Preferences) => void>(applyPreferences);

export const useChangePreferences = (): ((change: Preferences) => void) => useContext(PreferencesContext);
