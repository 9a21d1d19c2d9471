/** What the bundler tells of a module. */
export interface Module {
  readonly isEntry: boolean;
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

/**
 * A page asks for few files: one that every page needs, one that several features share, one that the pages of its feature
 * share, and its own. Left alone, the bundler makes a file of every set of pages that share a module: some 70 files, half of
 * them below 1.5 KB, each a request.
 */
export const LAYERS = ['first', 'shared', 'feature'] as const;

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
  if (pages.size < 2) return {};
  const features = new Set([...pages].map((page) => /\/features\/([\w-]+)\//.exec(page)?.[1]));
  const [feature] = features;
  return feature === undefined || features.size > 1 ? { layer: 'shared' } : { layer: 'feature', feature };
}
