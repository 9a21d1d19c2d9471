/** What the bundler tells of a module. */
export interface Module {
  readonly isEntry: boolean;
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

/**
 * A page asks for few files: one that every page needs, one of what several features share, one that the pages of its feature
 * share, and its own. Left alone, the bundler makes a file of every set of pages that share a module: some 70 files, half of
 * them below 1.5 KB, each a request. What the pages of every morning share stands apart, as do library parts that every page
 * hides at first (menus, dialogs, pickers: lib/late.tsx): the first paint waits for neither of the others.
 */
export const LAYERS = ['first', 'everyday', 'parts', 'shared', 'feature'] as const;

/** Work begins with these. */
export const EVERYDAY = /\/console\/pages\/(work|letters)-page\.tsx$/;

export interface User {
  /** Undefined: one page alone needs the module. */
  readonly layer?: (typeof LAYERS)[number];
  /** Name of the folder below features/. */
  readonly feature?: string;
}

/** Who needs a module: the first page, several features, several pages of one, or one page. */
export function userOf(module: string, read: (id: string) => Module | null): User {
  const pages = new Set<string>();
  const seen = new Set<string>();
  const open = [module];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const known = read(id);
    if (known?.isEntry) return { layer: 'first' };
    if (known?.dynamicImporters.length) pages.add(id);
    open.push(...(known?.importers ?? []));
  }
  const isOfEveryMorning = [...pages].some((page) => EVERYDAY.test(page));
  // Their style sheets are small, and a page is not drawn before it has its own.
  if (isOfEveryMorning && module.endsWith('.css')) return { layer: 'first' };
  if (pages.size < 2) return {};
  const features = new Set([...pages].map((page) => /\/features\/([\w-]+)\//.exec(page)?.[1]));
  const [feature] = features;
  if (feature !== undefined && features.size === 1) return { layer: 'feature', feature };
  if (isOfEveryMorning) return { layer: 'everyday' };
  return { layer: module.includes('/node_modules/') ? 'parts' : 'shared' };
}
