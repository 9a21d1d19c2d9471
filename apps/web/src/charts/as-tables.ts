import { useEffect, useSyncExternalStore } from 'react';
import { keys } from '../lib/key-table.js';
import { t } from '../messages/t.js';

let shown = false;
const listeners = new Set<() => void>();

/** Shows charts as tables, or as pictures again; on every page until it is changed. */
export function switchTables(): void {
  shown = !shown;
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAsTables = (): boolean => useSyncExternalStore(subscribe, () => shown);

/** The key of charts, once a page that has some. */
export function useChartKey(): void {
  useEffect(() => keys.add([{ keys: 'T', title: t('charts.asTables'), run: switchTables }]), []);
}
