import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { PageFailure } from './page-failure.js';
import { PageNotFound } from './page-not-found.js';
import { PortalShell } from './shell/portal-shell.js';

const root = createRootRoute({ component: PortalShell, notFoundComponent: PageNotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./home.js'), 'Home'),
});

const write = createRoute({
  getParentRoute: () => root,
  path: '/write',
  component: lazyRouteComponent(() => import('../features/letters/public/write-layout.js'), 'WriteLayout'),
});
const writeSteps = [
  createRoute({
    getParentRoute: () => write,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/write/notice', replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => write,
    path: '/notice',
    component: lazyRouteComponent(() => import('../features/letters/public/notice-page.js'), 'NoticePage'),
  }),
  createRoute({
    getParentRoute: () => write,
    path: '/letter',
    component: lazyRouteComponent(() => import('../features/letters/public/letter-page.js'), 'LetterPage'),
  }),
  createRoute({
    getParentRoute: () => write,
    path: '/contact',
    component: lazyRouteComponent(() => import('../features/letters/public/contact-page.js'), 'ContactPage'),
  }),
  createRoute({
    getParentRoute: () => write,
    path: '/check',
    component: lazyRouteComponent(() => import('../features/letters/public/check-page.js'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: () => write,
    path: '/done',
    component: lazyRouteComponent(() => import('../features/letters/public/done-page.js'), 'DonePage'),
  }),
] as const;

const track = createRoute({
  getParentRoute: () => root,
  path: '/track',
  component: lazyRouteComponent(() => import('../features/letters/public/track-page.js'), 'TrackPage'),
});
const letter = createRoute({
  getParentRoute: () => root,
  path: '/track/$no',
  component: lazyRouteComponent(() => import('../features/letters/public/progress-page.js'), 'ProgressPage'),
});

const interviews = [
  createRoute({
    getParentRoute: () => root,
    path: '/interviews',
    component: lazyRouteComponent(
      () => import('../features/interviews/public/interviews-page.js'),
      'InterviewsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/interviews/$id',
    component: lazyRouteComponent(
      () => import('../features/interviews/public/interview-page.js'),
      'InterviewPage',
    ),
  }),
] as const;

const bulletins = [
  createRoute({
    getParentRoute: () => root,
    path: '/bulletins',
    component: lazyRouteComponent(
      () => import('../features/campaigns/public/bulletins-page.js'),
      'BulletinsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/bulletins/campaigns/$id',
    component: lazyRouteComponent(
      () => import('../features/campaigns/public/bulletin-page.js'),
      'BulletinPage',
    ),
  }),
] as const;

const consultations = [
  createRoute({
    getParentRoute: () => root,
    path: '/consultations',
    component: lazyRouteComponent(
      () => import('../features/consultations/public/consultations-page.js'),
      'ConsultationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/consultations/$id',
    component: lazyRouteComponent(
      () => import('../features/consultations/public/consultation-page.js'),
      'ConsultationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/consultations/$id/feedback',
    component: lazyRouteComponent(
      () => import('../features/consultations/public/feedback-page.js'),
      'FeedbackPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/policies',
    component: lazyRouteComponent(
      () => import('../features/consultations/public/policies-page.js'),
      'PoliciesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/policies/$id',
    component: lazyRouteComponent(
      () => import('../features/consultations/public/policy-page.js'),
      'PolicyPage',
    ),
  }),
] as const;

const surveys = [
  createRoute({
    getParentRoute: () => root,
    path: '/surveys',
    component: lazyRouteComponent(() => import('../features/surveys/public/surveys-page.js'), 'SurveysPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/surveys/$id',
    component: lazyRouteComponent(() => import('../features/surveys/public/survey-page.js'), 'SurveyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/surveys/$id/results',
    component: lazyRouteComponent(() => import('../features/surveys/public/results-page.js'), 'ResultsPage'),
  }),
] as const;

const arrangement = createRoute({
  getParentRoute: () => root,
  path: '/arrangements/$year',
  component: lazyRouteComponent(
    () => import('../features/arrangements/public/arrangement-page.js'),
    'ArrangementPage',
  ),
});

const texts = [
  createRoute({
    getParentRoute: () => root,
    path: '/contacts',
    component: lazyRouteComponent(() => import('../features/site/public/units-page.js'), 'UnitsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyRouteComponent(() => import('../features/site/public/help-page.js'), 'HelpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules',
    component: lazyRouteComponent(() => import('../features/site/public/rules-page.js'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/privacy',
    component: lazyRouteComponent(() => import('../features/site/public/privacy-page.js'), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/accessibility',
    component: lazyRouteComponent(
      () => import('../features/site/public/accessibility-page.js'),
      'AccessibilityPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sitemap',
    component: lazyRouteComponent(() => import('../features/site/public/sitemap-page.js'), 'SitemapPage'),
  }),
] as const;

const routeTree = root.addChildren([
  home,
  write.addChildren(writeSteps),
  track,
  letter,
  ...interviews,
  ...surveys,
  arrangement,
  ...bulletins,
  ...consultations,
  ...texts,
]);

/** @param history where the addresses are: the browser's, unless the build draws a page */
export const portalRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree,
    ...(history && { history }),
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailure,
    // As a script inside of a drawn page it would be refused by the content security policy.
    scrollRestoration: history === undefined,
  });
