const KEY = 'duban.appearance';

export interface Appearance {
  readonly theme?: 'light' | 'dark';
  readonly contrast?: 'high';
  readonly size?: 'large';
}

/** What this browser remembers; public/appearance.js applies it before the first paint. */
export function appearance(): Appearance {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Appearance;
  } catch {
    return {};
  }
}

/** Applies a change and remembers it. `undefined` takes a choice back. */
export function changeAppearance(change: { [Name in keyof Appearance]: Appearance[Name] | undefined }): void {
  const next = { ...appearance(), ...change };
  localStorage.setItem(KEY, JSON.stringify(next));
  const { dataset } = document.documentElement;
  for (const name of ['theme', 'contrast', 'size'] as const) {
    if (next[name] && next[name] !== 'light') dataset[name] = next[name];
    else delete dataset[name];
  }
}

/** Whether pages are dark now, by choice or by the system's. */
export const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';
