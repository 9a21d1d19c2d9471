/** Addresses of the console that are pages: `:name` stands for one part. Build and router read this list. */
export const CONSOLE_PATHS = [
  '/console',
  '/console/cards',
  '/console/cards/:id',
  '/console/cockpit',
  '/console/figures',
  '/console/interviews',
  '/console/interviews/:id',
  '/console/letters',
  '/console/letters/:no',
  '/console/me',
  '/console/work',
  '/console/processes/:id',
  '/console/map',
  '/console/map/:key',
  '/console/tasks/:id',
] as const;
