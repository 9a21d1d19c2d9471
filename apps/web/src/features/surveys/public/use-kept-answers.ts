import { useCallback, useEffect, useState } from 'react';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { useDrafts } from '../../../lib/use-drafts.js';
import type { Answers, AnswerValue } from '../questionnaire.js';

/** What is kept on this device of a survey that somebody answers, or has answered. */
interface Kept {
  readonly answers: Answers;
  /** Number of the screen, from 0. */
  readonly at: number;
  /** When the response was sent, ISO 8601. */
  readonly sentAt?: string;
}

const EMPTY: Kept = { answers: {}, at: 0 };
const store = indexedDbDrafts();

export interface KeptAnswers extends Kept {
  /** False until the device has been asked. */
  readonly isLoaded: boolean;
  /** Epoch ms. */
  readonly savedAt: number | undefined;
  readonly answer: (question: string, value: AnswerValue | undefined) => void;
  readonly goTo: (screen: number) => void;
  /** Forgets the answers; remembers that they were sent. */
  readonly markSent: (at: string) => void;
  /** Forgets everything. */
  readonly clear: () => void;
}

/** Answers of one survey, kept on this device after each pause. */
export function useKeptAnswers(survey: string): KeptAnswers {
  const key = `survey:${survey}`;
  const [kept, setKept] = useState<Kept>(EMPTY);
  const [isLoaded, setLoaded] = useState(false);
  const [savedAt, setSavedAt] = useState<number>();
  const drafts = useDrafts(store, setSavedAt);
  useEffect(() => {
    void drafts.load<Kept>(key).then((draft) => {
      if (draft) {
        setKept(draft.value);
        setSavedAt(draft.savedAt);
      }
      setLoaded(true);
    });
  }, [drafts, key]);
  const change = useCallback(
    (next: (before: Kept) => Kept) =>
      setKept((before) => {
        const value = next(before);
        drafts.save(key, value, Date.now());
        return value;
      }),
    [drafts, key],
  );
  return {
    ...kept,
    isLoaded,
    savedAt,
    answer: (question, value) =>
      change(({ answers: { [question]: _before, ...others }, ...rest }) => ({
        ...rest,
        answers: value === undefined ? others : { ...others, [question]: value },
      })),
    goTo: (at) => change((before) => ({ ...before, at })),
    markSent: (sentAt) => {
      change(() => ({ ...EMPTY, sentAt }));
      void drafts.flush();
    },
    clear: () => {
      setKept(EMPTY);
      setSavedAt(undefined);
      void drafts.remove(key);
    },
  };
}
