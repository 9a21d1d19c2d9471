/**
 * Addresses of the console that are pages (`:name` stands for one part), and the modules below src that show each; none: the
 * address leads on to another. The build reads this list: every other address is 404, and a page's files are sent for with it.
 */
export const CONSOLE_PATHS = {
  '/console': [],
  '/console/accounts': ['features/administration/staff/accounts-page'],
  '/console/campaigns': ['features/campaigns/staff/campaigns-page'],
  '/console/campaigns/:id': ['features/campaigns/staff/campaign-page'],
  '/console/campaigns/new': ['features/campaigns/staff/setup/new-campaign-page'],
  '/console/cards': ['features/cards/staff/cards-page'],
  '/console/cards/:id': ['features/cards/staff/card-page'],
  '/console/cockpit': ['features/cockpit/staff/cockpit-page'],
  '/console/consultations': ['features/consultations/staff/consultations-page'],
  '/console/consultations/:id': ['console/pages/consultation-page'],
  '/console/columns': [],
  '/console/columns/:year': ['console/pages/columns-page'],
  '/console/figures': ['features/cockpit/staff/figure-cases-page'],
  '/console/interviews': ['features/interviews/staff/interviews-page'],
  '/console/interviews/:id': ['features/interviews/staff/interview-page'],
  '/console/letters': ['console/pages/letters-page'],
  '/console/letters/:no': ['console/pages/letter-page'],
  '/console/me': ['console/pages/own-page'],
  '/console/work': ['console/pages/work-page'],
  '/console/policies': ['features/consultations/staff/policies-page'],
  '/console/policies/:id': ['console/pages/policy-page'],
  '/console/processes/:id': ['console/pages/case-page'],
  '/console/map': ['features/process-map/staff/map-start-page'],
  '/console/map/:key': ['features/process-map/staff/map-page'],
  '/console/units': ['features/administration/staff/units/units-page'],
  '/console/surveys': ['features/surveys/staff/surveys-page'],
  '/console/surveys/:id': ['console/pages/survey-page'],
  '/console/tasks/:id': ['features/tasks/staff/task-page'],
} as const;
