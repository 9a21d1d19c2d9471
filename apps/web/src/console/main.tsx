import './texts.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/console.css';
import '../styles/print.css';
import { ProblemError } from '../api/problem.js';
import { Session } from '../features/session/staff/session.js';
import { reloadAfterDeployment, wasReloaded } from '../lib/reload-after-deployment.js';
import { t } from '../messages/t.js';
import { toasts } from '../ui/toasts.js';
import { consoleRouter } from './routes.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses, it refuses again.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 3,
    },
  },
});

reloadAfterDeployment();
loadPageEarly();
if (wasReloaded()) toasts.add(t('shell.reloaded'));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nProvider locale="zh-CN">
      <QueryClientProvider client={queries}>
        <Session>
          <RouterProvider router={consoleRouter} />
        </Session>
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);

/** The page's own files need not wait for who is signed in. */
function loadPageEarly(): void {
  const { latestLocation, routesById } = consoleRouter;
  for (const { routeId } of consoleRouter.matchRoutes(latestLocation) as {
    routeId: keyof typeof routesById;
  }[])
    void consoleRouter.loadRouteChunk(routesById[routeId]);
}
