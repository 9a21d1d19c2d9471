import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { Drafts } from '../../../lib/drafts.js';
import { useMe } from '../../../lib/me.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import type { AuthorRole, Interview } from '../api.js';
import { guestNames } from '../interview-state.js';
import { draftUtterance } from '../live-api.js';
import { Outbox, type OutboxItem } from '../outbox.js';

type Body = Schemas['NewUtteranceBody'];

/** What is being written. */
export interface Words {
  readonly role: AuthorRole;
  readonly speaker: string;
  readonly text: string;
  readonly pictures: readonly { readonly id: string; readonly name: string }[];
}
/** What the device keeps of a desk. */
interface Kept {
  readonly words: Words;
  readonly waiting: readonly OutboxItem<Body>[];
}

export interface Composer {
  readonly words: Words;
  readonly change: (part: Partial<Words>) => void;
  readonly addPictures: (pictures: Words['pictures']) => void;
  /** Writes in another role; a speaker that was not named otherwise follows it. */
  readonly takeRole: (role: AuthorRole) => void;
  /** Sends the words, or lets them wait for the network. @param question that they answer */
  readonly send: (question: string | undefined) => void;
  /** How many wait for the network. */
  readonly waiting: number;
  /** Why the last words were refused; they are back in the field. */
  readonly refusal: unknown;
}

const drafts = new Drafts(indexedDbDrafts());
const AGAIN_MS = 3_000;

/** The words of an account at the desk of an interview, kept on the device until the server has them. */
export function useComposer(interview: Interview, roles: readonly AuthorRole[]): Composer {
  const me = useMe();
  const queries = useQueryClient();
  const { id } = interview;
  const key = `interview/${me.id}/${id}`;
  const [words, setWords] = useState<Words>(() => ({
    ...EMPTY,
    role: roles[0]!,
    speaker: speakerOf(interview, roles[0]!),
  }));
  const [waiting, setWaiting] = useState<readonly OutboxItem<Body>[]>([]);
  const [refusal, setRefusal] = useState<unknown>();
  const outbox = useRef<Outbox<Body>>(undefined);
  const latest = useRef<Kept>({ words, waiting });
  const keep = (part: Partial<Kept>): void => {
    latest.current = { ...latest.current, ...part };
    drafts.save(key, latest.current, Date.now());
  };

  useEffect(() => {
    let isGone = false;
    const begin = (kept: Kept | undefined): void => {
      if (isGone) return;
      if (kept) {
        latest.current = kept;
        setWords(kept.words);
        setWaiting(kept.waiting);
      }
      outbox.current = new Outbox<Body>(
        {
          send: async (item) => void (await draftUtterance(id, item.body, item.key)),
          onChange: (items) => {
            setWaiting(items);
            keep({ waiting: items });
            void drafts.flush();
            void queries.invalidateQueries({ queryKey: ['interview-utterances', id] });
          },
          onRefused: ({ body }, error) => {
            setRefusal(error);
            const { role, speaker } = body;
            const text = [body.text, latest.current.words.text].filter(Boolean).join('\n');
            const back = { ...latest.current.words, role, speaker, text };
            setWords(back);
            keep({ words: back });
          },
        },
        kept?.waiting,
      );
      void outbox.current.flush();
    };
    void drafts.load<Kept>(key).then((draft) => begin(draft?.value));
    const flush = (): void => void outbox.current?.flush();
    const leave = (): void => void drafts.flush();
    const timer = setInterval(flush, AGAIN_MS);
    addEventListener('online', flush);
    addEventListener('pagehide', leave);
    return () => {
      isGone = true;
      clearInterval(timer);
      removeEventListener('online', flush);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, key, queries]);

  const set = (next: Words): void => {
    setWords(next);
    keep({ words: next });
  };
  return {
    words,
    waiting: waiting.length,
    refusal,
    change: (part) => set({ ...latest.current.words, ...part }),
    addPictures: (pictures) => {
      const { current } = latest;
      set({ ...current.words, pictures: [...current.words.pictures, ...pictures].slice(0, 5) });
    },
    takeRole: (role) => {
      const isNamed = words.speaker !== speakerOf(interview, words.role);
      set({ ...words, role, ...(!isNamed && { speaker: speakerOf(interview, role) }) });
    },
    send: (question) => {
      const { role, speaker, text, pictures } = latest.current.words;
      const images = pictures.map((picture) => picture.id);
      const body: Body = { role, speaker, text, images, ...(question !== undefined && { question }) };
      setRefusal(undefined);
      set({ ...latest.current.words, text: '', pictures: [] });
      void outbox.current?.add({ key: randomKey(), body });
    },
  };
}

const EMPTY = { text: '', pictures: [] } as const;
/**
 * As readers see it, until another name is written: a guest by the name in the plan; of several it has to be said which one
 * speaks, as it has to be of those whose words a recorder takes down.
 */
function speakerOf(interview: Interview, role: AuthorRole): string {
  if (role === 'recorder') return '';
  const guests = role === 'guest' ? guestNames(interview) : [];
  if (guests.length > 1) return '';
  return guests[0] ?? t(`interviews.role_${role}`);
}
