const WRITING = 'features/letters/public/write-layout';

/**
 * Addresses of the portal that are pages (`:name` stands for one part), and the modules below src that show each; none: the
 * address leads on to another. The build reads this list: every other address is 404, and a page's files are sent for with it.
 */
export const PORTAL_PATHS = {
  '/': ['portal/home'],
  '/write': [],
  '/write/notice': [WRITING, 'features/letters/public/notice-page'],
  '/write/letter': [WRITING, 'features/letters/public/letter-page'],
  '/write/contact': [WRITING, 'features/letters/public/contact-page'],
  '/write/check': [WRITING, 'features/letters/public/check-page'],
  '/write/done': [WRITING, 'features/letters/public/done-page'],
  '/track': ['features/letters/public/track-page'],
  '/track/:no': ['features/letters/public/progress-page'],
  '/interviews': ['features/interviews/public/interviews-page'],
  '/interviews/:id': ['features/interviews/public/interview-page'],
  '/bulletins': ['features/campaigns/public/bulletins-page'],
  '/bulletins/campaigns/:id': ['features/campaigns/public/bulletin-page'],
  '/consultations': ['features/consultations/public/consultations-page'],
  '/consultations/:id': ['features/consultations/public/consultation-page'],
  '/consultations/:id/feedback': ['features/consultations/public/feedback-page'],
  '/policies': ['features/consultations/public/policies-page'],
  '/policies/:id': ['features/consultations/public/policy-page'],
  '/surveys': ['features/surveys/public/surveys-page'],
  '/surveys/:id': ['features/surveys/public/survey-page'],
  '/surveys/:id/results': ['features/surveys/public/results-page'],
  '/arrangements/:year': ['features/arrangements/public/arrangement-page'],
  '/contacts': ['features/site/public/units-page'],
  '/help': ['features/site/public/help-page'],
  '/rules': ['features/site/public/rules-page'],
  '/privacy': ['features/site/public/privacy-page'],
  '/accessibility': ['features/site/public/accessibility-page'],
  '/sitemap': ['features/site/public/sitemap-page'],
} as const;
