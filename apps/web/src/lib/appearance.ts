const KEY = 'duban.appearance';

export interface Appearance {
  readonly theme?: 'light' | 'dark';
  readonly contrast?: 'high';
  readonly size?: 'large';
  /** Of lists in the console; undefined: comfortable. */
  readonly density?: 'comfortable' | 'normal' | 'compact';
}

/** What this browser remembers; public/start.js applies it before the first paint. */
export function appearance(): Appearance {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Appearance;
  } catch {
    return {};
  }
}

const listeners = new Set<() => void>();

/** Calls `listener` after every change. @returns the function that stops it */
export function onAppearance(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Applies a change and remembers it. `undefined` takes a choice back. */
export function changeAppearance(change: { [Name in keyof Appearance]: Appearance[Name] | undefined }): void {
  const next = { ...appearance(), ...change };
  localStorage.setItem(KEY, JSON.stringify(next));
  const { dataset } = document.documentElement;
  // The console follows the system until somebody chooses; the portal stays light.
  const followsSystem = next.theme === undefined && location.pathname.startsWith('/console');
  const wantsDark =
    next.theme === 'dark' || (followsSystem && matchMedia('(prefers-color-scheme: dark)').matches);
  // High contrast is black on white.
  const isDark = wantsDark && next.contrast !== 'high';
  const shown = { ...next, theme: isDark ? 'dark' : undefined };
  for (const name of ['theme', 'contrast', 'size', 'density'] as const) {
    if (shown[name]) dataset[name] = shown[name];
    else delete dataset[name];
  }
  listeners.forEach((listener) => listener());
}
