import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from '../ui/not-found.js';
import { ConsoleShell } from './shell/console-shell.js';

const root = createRootRoute({ component: ConsoleShell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/session/staff/me-page.js'), 'MePage'),
});

export const consoleRouter = createRouter({
  routeTree: root.addChildren([home]),
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
});
