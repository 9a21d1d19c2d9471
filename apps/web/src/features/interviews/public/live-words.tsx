import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { blocksOf, sameWords, type Word } from '../feed.js';
import { imageAddress } from './api.js';
import { useFeed } from './use-feed.js';
import styles from './words.module.css';

/** What is said, newest last. Who reads elsewhere is not moved, but told how much is new, and where. */
export function LiveWords({ id, isEnded, onEnd }: { id: string; isEnded: boolean; onEnd: () => void }) {
  const { words, earlier, isLost, announcement } = useFeed(id, onEnd);
  const last = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(false);
  const [seen, setSeen] = useState(0);
  const [away, setAway] = useState<'above' | 'below'>();
  const toEnd = (): void => last.current?.scrollIntoView({ block: 'end' });
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      isAtEnd.current = entry!.isIntersecting;
      // The newest words are above who writes a question in the form below them.
      const isAbove = entry!.boundingClientRect.top < 0;
      setAway(entry!.isIntersecting ? undefined : isAbove ? 'above' : 'below');
      if (entry!.isIntersecting) setSeen(Infinity);
      else setSeen((before) => (before === Infinity ? latest.current : before));
    });
    observer.observe(last.current!);
    return () => observer.disconnect();
  }, []);
  const latest = useRef(0);
  useLayoutEffect(() => {
    latest.current = words.length;
    if (isAtEnd.current && words.length > 0) toEnd();
  }, [words]);
  const unseen = Math.max(0, words.length - Math.max(seen, earlier));
  const hasButton = words.length > 0 && (away === 'below' || (away === 'above' && unseen > 0));
  return (
    <section aria-labelledby="words">
      <h2 id="words">{t('interviewPortal.words')}</h2>
      {isEnded && <p className={styles['note']}>{t('interviewPortal.endedNote')}</p>}
      {isLost && !isEnded && (
        <p role="status" className={styles['lost']}>
          {t('interviewPortal.connectionLost')}
        </p>
      )}
      {words.length === 0 && !isEnded && <p className={styles['note']}>{t('interviewPortal.nothingYet')}</p>}
      <div className={styles['words']}>
        {blocksOf(words).map((block) => (
          <Block key={block[0]!.number} id={id} words={block} />
        ))}
      </div>
      <div ref={last} className={styles['end']} />
      {hasButton && (
        <p className={styles[away === 'above' ? 'newsAbove' : 'news']}>
          <button type="button" className={button('primary', 'small')} onClick={toEnd}>
            {away === 'above' ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
            {unseen > 0 ? t('interviewPortal.newWords', { n: unseen }) : t('interviewPortal.toLatest')}
          </button>
        </p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {announcement}
      </p>
    </section>
  );
}

/** A long afternoon has thousands of words: those that are out of sight cost nothing when another one comes. */
const Block = memo(
  function Block({ id, words }: { id: string; words: readonly Word[] }) {
    return (
      <ol className={styles['block']}>
        {words.map((word) => (
          <WordRow key={word.number} id={id} word={word} />
        ))}
      </ol>
    );
  },
  (before, after) => before.id === after.id && sameWords(before.words, after.words),
);

/** One utterance. */
export const WordRow = memo(function WordRow({ id, word }: { id: string; word: Word }) {
  const { number, speaker, role, text, images, publishedAt, asked, isRetracted } = word;
  return (
    <li id={`word-${number}`} className={`${styles['word']} ${role === 'host' ? styles['host'] : ''}`}>
      <p className={styles['speaker']}>
        <b>{speaker}</b> <time dateTime={publishedAt}>{timeOf(publishedAt)}</time>
      </p>
      {isRetracted ? (
        <p className={styles['note']}>{t('interviewPortal.retracted')}</p>
      ) : (
        <>
          {asked && (
            <p className={styles['asked']}>
              {t('interviewPortal.askedBy', { name: asked.nickname })}
              {asked.text}
            </p>
          )}
          <p className={styles['text']}>{text}</p>
        </>
      )}
      {images.map((image, index) => (
        <img
          key={image}
          className={styles['picture']}
          src={imageAddress(id, image)}
          alt={t('interviewPortal.picture', { speaker, n: index + 1 })}
          loading="lazy"
        />
      ))}
    </li>
  );
});
