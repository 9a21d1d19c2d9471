import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useDrafts } from '../../../lib/use-drafts.js';
import {
  isOfThisTab,
  isShared as isOnSharedComputer,
  LETTER_KEY,
  letterStore,
  share,
} from './draft-store.js';
import type { KeptLetter } from './draft-store.js';
import { EMPTY, isEmpty, type LetterDraft } from './letter-draft.js';

export interface Writing {
  /** The letter that this browser keeps has been read: until then nothing may be typed into it. */
  readonly isLoaded: boolean;
  readonly draft: LetterDraft;
  readonly change: (change: Partial<LetterDraft>) => void;
  /** Saves now, without waiting for a pause. */
  readonly flush: () => void;
  /** When it was saved last, epoch ms. */
  readonly savedAt: number | undefined;
  /** A letter of an earlier visit, to be continued or cleared first. */
  readonly earlier: KeptLetter | undefined;
  readonly resume: () => void;
  readonly clear: () => void;
  readonly isShared: boolean;
  readonly share: (shared: boolean) => void;
  /** What the server refused, by the name of the field; gone once the field changes. */
  readonly refused: ReadonlyMap<string, string>;
  readonly refuse: (fields: ReadonlyMap<string, string>) => void;
}

const Context = createContext<Writing | null>(null);

/** The letter that the steps write together. */
export const useWriting = (): Writing => useContext(Context)!;

export function WritingProvider({ children }: { children: ReactNode }) {
  const [draft, setDraft] = useState<LetterDraft>(EMPTY);
  const [earlier, setEarlier] = useState<KeptLetter>();
  const [savedAt, setSavedAt] = useState<number>();
  const [isLoaded, setLoaded] = useState(false);
  const [isShared, setShared] = useState(false);
  const [refused, refuse] = useState<ReadonlyMap<string, string>>(new Map());
  const drafts = useDrafts(letterStore, setSavedAt);

  useEffect(() => {
    void drafts.load<LetterDraft>(LETTER_KEY).then((kept) => {
      setLoaded(true);
      setShared(isOnSharedComputer());
      if (!kept || isEmpty(kept.value)) return;
      if (!isOfThisTab()) return setEarlier(kept);
      setDraft(kept.value);
      setSavedAt(kept.savedAt);
    });
  }, [drafts]);

  const change = useCallback(
    (part: Partial<LetterDraft>) => {
      setDraft((before) => {
        const next = { ...before, ...part };
        drafts.save(LETTER_KEY, next, Date.now());
        return next;
      });
      refuse((before) => new Map([...before].filter(([field]) => !Object.hasOwn(part, field))));
    },
    [drafts],
  );
  const clear = useCallback(() => {
    setDraft(EMPTY);
    setEarlier(undefined);
    setSavedAt(undefined);
    void drafts.remove(LETTER_KEY);
  }, [drafts]);
  const writing = useMemo<Writing>(
    () => ({
      isLoaded,
      draft,
      change,
      flush: () => void drafts.flush(),
      savedAt,
      earlier,
      resume: () => {
        if (earlier) change(earlier.value);
        setEarlier(undefined);
      },
      clear,
      isShared,
      share: (shared) => {
        void share(shared).then(() => drafts.save(LETTER_KEY, draft, Date.now()));
        setShared(shared);
      },
      refused,
      refuse,
    }),
    [isLoaded, draft, change, drafts, savedAt, earlier, clear, isShared, refused],
  );
  return <Context value={writing}>{children}</Context>;
}
