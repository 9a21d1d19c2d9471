/** Addresses of the portal that are pages: `:name` stands for one part. Build and router read this list. */
export const PORTAL_PATHS = [
  '/',
  '/write',
  '/write/notice',
  '/write/letter',
  '/write/contact',
  '/write/check',
  '/write/done',
  '/track',
  '/track/:no',
  '/interviews',
  '/interviews/:id',
  '/help',
  '/privacy',
  '/accessibility',
  '/sitemap',
] as const;
