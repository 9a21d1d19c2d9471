/** One key, or several one after another (`G W`). Letters are upper case: `J`, `Ctrl+Enter`, `?`, `G W`. */
export interface KeyBinding {
  readonly keys: string;
  /** What it does, for the list of keys. */
  readonly title: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while something is being typed: for combinations with Ctrl only. */
  readonly whileTyping?: boolean;
}

/** What the table reads of a keyboard event. */
export type KeyStroke = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'preventDefault'
> & { readonly keyCode?: number; readonly target?: unknown };

/** How long the second key of a sequence may take, in ms. */
const SEQUENCE_MS = 1_200;
/** Value of `keyCode` while an input method composes, in browsers that do not set `isComposing` on the last key. */
const COMPOSING = 229;

/**
 * The keys of what is on the screen. Later bindings hide earlier ones of the same keys, so that a dialog or a pane can take a
 * key over while it is open. Single keys rest while something is typed or composed, and can be switched off (WCAG 2.1.4).
 */
export class KeyTable {
  private readonly layers: (readonly KeyBinding[])[] = [];
  private readonly listeners = new Set<() => void>();
  private pending: { readonly first: string; readonly at: number } | undefined;
  private current: readonly KeyBinding[] = [];

  /** @param areSinglesOn whether keys without Ctrl act */
  constructor(private readonly areSinglesOn: () => boolean = () => true) {}

  /** @returns the function that takes them away again */
  add(bindings: readonly KeyBinding[]): () => void {
    this.layers.push(bindings);
    this.changed();
    return () => {
      const index = this.layers.indexOf(bindings);
      if (index >= 0) this.layers.splice(index, 1);
      this.changed();
    };
  }

  /** What acts now, each key once, in the order in which it was added. The same array until something changes. */
  list(): readonly KeyBinding[] {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param now epoch ms. @returns whether a binding ran */
  handle(event: KeyStroke, now: number): boolean {
    if (event.isComposing || event.keyCode === COMPOSING) return false;
    const pressed = nameOf(event);
    if (pressed === null || (pressed === 'Enter' && isPressedByEnter(event.target))) return false;
    const isCombination = pressed.includes('+');
    const typing = isTyping(event.target);
    const mayRun = (binding: KeyBinding): boolean =>
      isCombination ? !typing || binding.whileTyping === true : !typing && this.areSinglesOn();
    const { pending } = this;
    this.pending = undefined;
    const sequence = pending && now - pending.at <= SEQUENCE_MS ? `${pending.first} ${pressed}` : undefined;
    const found =
      (sequence !== undefined && this.current.find(({ keys }) => keys === sequence)) ||
      this.current.find(({ keys }) => keys === pressed);
    if (found && mayRun(found)) {
      event.preventDefault();
      found.run(event as KeyboardEvent);
      return true;
    }
    const begins = this.current.some(({ keys }) => keys.startsWith(`${pressed} `));
    if (begins && !typing && this.areSinglesOn()) this.pending = { first: pressed, at: now };
    return false;
  }

  private changed(): void {
    const latest = new Map<string, KeyBinding>();
    for (const binding of this.layers.flat()) latest.set(binding.keys, binding);
    this.current = [...latest.values()];
    this.listeners.forEach((listener) => listener());
  }
}

/** `Ctrl+Enter`, `J`, `Shift+X`; null for a modifier alone, and for combinations with Alt, which write characters. */
export function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): string | null {
  if (altKey || ['Control', 'Shift', 'Meta', 'Alt', 'Process', 'Dead'].includes(key)) return null;
  const isLetter = /^[a-z]$/i.test(key);
  const name = isLetter ? key.toUpperCase() : key;
  // `?` is Shift and another key, whose name says so already.
  const shift = shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '';
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${shift}${name}`;
}

/** A link or button that has the focus: `Enter` is its own. */
function isPressedByEnter(target: unknown): boolean {
  return ['A', 'BUTTON', 'SUMMARY'].includes((target as Partial<HTMLElement> | null)?.tagName ?? '');
}

/** What lies over the page, or is chosen from by letters, has keys of its own. */
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"]';

function isTyping(target: unknown): boolean {
  const element = target as Partial<HTMLElement> & { type?: string };
  if (element?.closest?.(OWN_KEYS)) return true;
  const tag = element?.tagName;
  if (tag === 'INPUT') return !['checkbox', 'radio', 'button', 'submit'].includes(element.type ?? 'text');
  return tag === 'TEXTAREA' || tag === 'SELECT' || element?.isContentEditable === true;
}
