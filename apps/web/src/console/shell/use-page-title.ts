import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { t } from '../../messages/t.js';
import { navigationFor } from './navigation.js';
import { useMe } from '../../lib/me.js';

/** The title of the open page, for top bar and tab. A page of no entry is named by the console. */
export function usePageTitle(): string {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { roles } = useMe();
  const entry = navigationFor(roles).find(({ to }) => path === to || path.startsWith(`${to}/`));
  const title = entry?.title ?? t('common.console');
  const tabTitle = entry ? t('shell.tabTitle', { title }) : title;
  useEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  return title;
}
