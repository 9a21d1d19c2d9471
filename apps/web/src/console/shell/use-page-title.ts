import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { urgentOf } from '../../features/tasks/counts.js';
import { countsQuery } from '../../features/tasks/work-api.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { entryOf, navigationFor } from './navigation.js';

/** The title of the open page, for top bar and tab; the tab says how much is urgent. A page of no entry is named by the console. */
export function usePageTitle(): string {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { roles } = useMe();
  const entry = navigationFor(roles).find(({ to }) => to === entryOf(path));
  const { data: counts } = useQuery(countsQuery);
  const urgent = counts ? urgentOf(counts.mine) : 0;
  const isOfProcess = path.startsWith('/processes/');
  const title = entry?.title ?? t(isOfProcess ? 'shell.process' : 'common.console');
  const tabTitle = entry ? t('shell.tabTitle', { title }) : title;
  const isOfCase = /^\/(letters|processes|consultations|policies)\/./.test(path);
  useEffect(() => {
    if (isOfCase) return; // the page of a case names it
    document.title = urgent > 0 ? t('shell.tabCount', { n: urgent, name: tabTitle }) : tabTitle;
  }, [isOfCase, tabTitle, urgent]);
  return title;
}
