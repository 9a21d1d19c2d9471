import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { draftStore, type KeptDraft } from './draft-store.js';
import { EMPTY, isEmpty, type LetterDraft } from './letter-draft.js';

/** How long typing stops before the letter is saved, ms. */
const SAVE_AFTER_MS = 300;

export interface Writing {
  readonly draft: LetterDraft;
  readonly change: (change: Partial<LetterDraft>) => void;
  /** Saves now, without waiting for a pause. */
  readonly flush: () => void;
  /** When it was saved last, epoch ms. */
  readonly savedAt: number | undefined;
  /** A letter of an earlier visit, to be continued or cleared first. */
  readonly earlier: KeptDraft | undefined;
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
  const [earlier, setEarlier] = useState<KeptDraft>();
  const [savedAt, setSavedAt] = useState<number>();
  const [isLoaded, setLoaded] = useState(false);
  const [isShared, setShared] = useState(draftStore.isShared);
  const [refused, refuse] = useState<ReadonlyMap<string, string>>(new Map());
  const { save, flush } = useSaving(setSavedAt);

  useEffect(() => {
    void draftStore.load().then((kept) => {
      setLoaded(true);
      if (!kept || isEmpty(kept.draft)) return;
      if (!draftStore.isOfThisTab()) return setEarlier(kept);
      setDraft(kept.draft);
      setSavedAt(kept.savedAt);
    });
  }, []);

  const change = useCallback(
    (part: Partial<LetterDraft>) => {
      setDraft((before) => {
        const next = { ...before, ...part };
        save(next);
        return next;
      });
      refuse((before) => new Map([...before].filter(([field]) => !Object.hasOwn(part, field))));
    },
    [save],
  );
  const clear = useCallback(() => {
    save(null);
    setDraft(EMPTY);
    setEarlier(undefined);
    setSavedAt(undefined);
    void draftStore.clear();
  }, [save]);
  const writing = useMemo<Writing>(
    () => ({
      draft,
      change,
      flush,
      savedAt,
      earlier,
      resume: () => {
        if (earlier) change(earlier.draft);
        setEarlier(undefined);
      },
      clear,
      isShared,
      share: (shared) => {
        void draftStore.share(shared).then(() => save(draft));
        setShared(shared);
      },
      refused,
      refuse,
    }),
    [draft, change, flush, savedAt, earlier, clear, isShared, save, refused],
  );
  return <Context value={writing}>{isLoaded && children}</Context>;
}

/** Saves after a pause, and at once when the page is hidden: phones close pages without a word. */
function useSaving(onSaved: (at: number) => void): {
  save: (draft: LetterDraft | null) => void;
  flush: () => void;
} {
  const pending = useRef<{ timer: number; draft: LetterDraft }>(undefined);
  const flush = useCallback(() => {
    const { current } = pending;
    if (!current) return;
    clearTimeout(current.timer);
    pending.current = undefined;
    draftStore.save(current.draft).then(
      ({ savedAt }) => onSaved(savedAt),
      () => undefined,
    );
  }, [onSaved]);
  useEffect(() => {
    const onHidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', onHidden);
    return () => document.removeEventListener('visibilitychange', onHidden);
  }, [flush]);
  const save = useCallback(
    (draft: LetterDraft | null) => {
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = draft ? { timer: window.setTimeout(flush, SAVE_AFTER_MS), draft } : undefined;
    },
    [flush],
  );
  return { save, flush };
}
