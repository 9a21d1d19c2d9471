import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { t } from '../messages/t.js';
import styles from './toast.module.css';

/** Long enough to be read twice, ms. */
const SHOWN_MS = 6_000;

interface Toast {
  readonly id: number;
  readonly text: string;
}

/** What has just happened, said once. Refusals are no toasts: they stay where they belong. */
class Toasts {
  private shown: readonly Toast[] = [];
  private next = 1;
  private readonly listeners = new Set<() => void>();

  readonly list = (): readonly Toast[] => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(text: string): void {
    const id = this.next++;
    this.set([...this.shown.slice(-2), { id, text }]);
    setTimeout(() => this.remove(id), SHOWN_MS);
  }

  remove(id: number): void {
    this.set(this.shown.filter((toast) => toast.id !== id));
  }

  private set(shown: readonly Toast[]): void {
    this.shown = shown;
    this.listeners.forEach((listener) => listener());
  }
}

export const toasts = new Toasts();

/** Stands once in the shell. */
export function ToastRegion() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.list);
  return (
    <div role="status" className={`${styles.region} no-print`}>
      {shown.map(({ id, text }) => (
        <div key={id} className={styles.toast}>
          {text}
          <button
            type="button"
            aria-label={t('ui.close')}
            className={styles.close}
            onClick={() => toasts.remove(id)}
          >
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
