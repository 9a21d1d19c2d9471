import { useEffect, useRef, useState } from 'react';
import { t } from '../../../messages/t.js';
import { Announcements } from '../announcements.js';
import { followFeed, wordsAfter, type Word } from '../feed.js';

export interface Feed {
  readonly words: readonly Word[];
  /** How many of them were said before this page was opened. */
  readonly earlier: number;
  readonly isLost: boolean;
  /** For screen readers. */
  readonly announcement: string;
}

/** What a phone screen of speech is told. */
const ANNOUNCED_CHARACTERS = 60;
/** What comes in the first moments was said before: it is not news, ms. */
const FIRST_MS = 3_000;

/** Follows what is said. @param onEnd called once nothing follows */
export function useFeed(id: string, onEnd: () => void): Feed {
  const [words, setWords] = useState<readonly Word[]>([]);
  const [earlier, setEarlier] = useState(0);
  const [isLost, setLost] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    const openedAt = Date.now();
    const announcements = new Announcements(({ count, last: { speaker, text } }) =>
      setAnnouncement(
        t('interviewPortal.announced', { n: count, speaker, text: text.slice(0, ANNOUNCED_CHARACTERS) }),
      ),
    );
    const close = followFeed(id, {
      onEvents: (events) => {
        setWords((before) => wordsAfter(before, events));
        const said = events.flatMap((event) => (event.type === 'utterance' ? [event.data] : []));
        if (Date.now() - openedAt > FIRST_MS) announcements.add(said);
        else setEarlier((before) => before + said.length);
      },
      onEnd: () => end.current(),
      onState: (isUp) => setLost(!isUp),
    });
    return () => {
      close();
      announcements.stop();
      setWords([]);
      setEarlier(0);
    };
  }, [id]);
  return { words, earlier, isLost, announcement };
}
