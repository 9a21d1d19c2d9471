import { useEffect, useState } from 'react';
import { matches } from '../lib/pinyin.js';
import type { Option } from './option.js';

/** A list that is at hand, or a search. */
export type Options =
  readonly Option[] | ((typed: string, signal: AbortSignal) => Promise<readonly Option[]>);

/** A pause in typing that starts a search, ms. */
const PAUSE_MS = 200;

/** Options found by a piece of name or note and by pinyin initials; rare ones only when something is typed. */
export const foundOptions = (options: readonly Option[], typed: string): Option[] =>
  options.filter(
    ({ name, also = '', note, isRare = false }) =>
      (!isRare || typed.trim() !== '') && matches(typed, `${name} ${also}`, note),
  );

/** The options for what is typed: found in the list, or by the search given. */
export function useOptions(
  options: Options,
  typed: string,
): { found: readonly Option[]; isLoading: boolean } {
  const [answer, setAnswer] = useState<{ typed: string; found: readonly Option[] }>();
  const isSearch = typeof options === 'function';
  useEffect(() => {
    if (!isSearch) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      options(typed, stop.signal).then(
        (found) => !stop.signal.aborted && setAnswer({ typed, found }),
        () => !stop.signal.aborted && setAnswer({ typed, found: [] }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isSearch, options, typed]);
  if (isSearch) return { found: answer?.found ?? [], isLoading: answer?.typed !== typed };
  return {
    found: foundOptions(options, typed),
    isLoading: false,
  };
}
