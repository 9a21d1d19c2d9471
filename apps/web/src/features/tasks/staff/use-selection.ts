import { useCallback, useMemo, useRef, useState } from 'react';
import { toggled, wholeList, withRange, type Selection } from '../selection.js';

const NOTHING: Selection = new Set();

/**
 * The selected rows of a list. They stay when conditions change, so that a correction loses nothing; another tab begins anew.
 *
 * @param ids of the list, in order.
 */
export function useSelection(ids: readonly string[], tab: string) {
  const [state, setState] = useState({ tab, ids: NOTHING });
  if (state.tab !== tab) setState({ tab, ids: NOTHING });
  const last = useRef<string>(undefined);
  const list = useRef(ids);
  list.current = ids;
  const update = useCallback(
    (change: (selection: Selection) => Selection): void =>
      setState((before) => ({ ...before, ids: change(before.ids) })),
    [],
  );
  const acts = useMemo(() => {
    const toggle = (id: string): void => {
      last.current = id;
      update((selection) => toggled(selection, id));
    };
    const range = (id: string): void => {
      const from = last.current;
      last.current = id;
      update((selection) => withRange(selection, list.current, from, id));
    };
    return {
      toggle,
      range,
      toggleWithRange: (id: string, isRange: boolean): void => (isRange ? range(id) : toggle(id)),
      all: (): void => update((selection) => wholeList(selection, list.current)),
      clear: (): void => update(() => NOTHING),
      drop: (id: string): void => update((selection) => new Set([...selection].filter((one) => one !== id))),
    };
  }, [update]);
  return { ids: state.ids, ...acts };
}
