/** Addresses of the console that are pages: `:name` stands for one part. Build and router read this list. */
export const CONSOLE_PATHS = [
  '/console',
  '/console/me',
  '/console/work',
  '/console/letters',
  '/console/letters/:no',
  '/console/processes/:id',
] as const;
