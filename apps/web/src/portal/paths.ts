/** Addresses of the portal that are pages: `:name` stands for one part. Build and router read this list. */
export const PORTAL_PATHS = ['/'] as const;
