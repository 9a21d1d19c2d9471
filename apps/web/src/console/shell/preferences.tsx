import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { api } from '../../api/client.js';
import { preferencesQuery } from '../../api/preferences.js';
import { applyPreferences, PreferencesContext, type Preferences } from '../../lib/preferences.js';
import { t } from '../../messages/t.js';
import { toasts } from '../../ui/toasts.js';

/** Keeps how an account wants the console with the account, so that another computer shows it so too. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (data) applyPreferences(data);
  }, [data]);
  const change = useCallback(
    (wanted: Preferences): void => {
      applyPreferences(wanted);
      // One after another: each replaces all of them.
      saving.current = saving.current.then(async () => {
        try {
          const body = { ...(await queries.ensureQueryData(preferencesQuery)), ...wanted };
          queries.setQueryData(preferencesQuery.queryKey, body);
          await api.PUT('/api/v1/me/preferences', { body });
        } catch {
          toasts.add(t('preferences.notKept'));
        }
      });
    },
    [queries],
  );
  return <PreferencesContext value={change}>{children}</PreferencesContext>;
}
