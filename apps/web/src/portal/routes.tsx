import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { PORTAL_PATHS } from './paths.js';
import { NotFound } from '../ui/not-found.js';
import { PortalShell } from './shell/portal-shell.js';

const root = createRootRoute({ component: PortalShell, notFoundComponent: NotFound });
const [HOME] = PORTAL_PATHS;

const home = createRoute({
  getParentRoute: () => root,
  path: HOME,
  component: lazyRouteComponent(() => import('../features/home/public/home-page.js'), 'HomePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});
