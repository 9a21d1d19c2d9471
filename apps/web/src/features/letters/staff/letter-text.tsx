import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dueText, documentDay, dayAndTime, type Instant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { FileCards } from '../../../ui/file-cards.js';
import { ReadingText } from '../../../ui/reading-text.js';
import type { Letter } from '../api.js';
import type { Writer } from '../writer-api.js';
import { LetterWriter } from './letter-writer.js';
import { useLetterWords } from './use-letter-words.js';
import styles from './letter-text.module.css';

const addressOf = (id: string): string => `/api/v1/attachments/${id}`;

/** The letter as its writer wrote it, with its files. */
export function LetterText({ letter, now }: { readonly letter: Letter; readonly now: Instant }) {
  return (
    <div className={styles.letter}>
      {letter.flagged && (
        <Banner tone="info">{t(letter.flagged === 'FLOOD' ? 'letters.flood' : 'letters.repeated')}</Banner>
      )}
      {letter.mergedInto && <Merged of={letter.mergedInto} now={now} />}
      <Facts key={letter.processId} letter={letter} />
      {letter.body === null ? (
        <p className={styles.unread}>{t(letter.erasedAt === null ? 'letters.notRead' : 'letters.erased')}</p>
      ) : (
        <ReadingText text={letter.body} />
      )}
      {letter.attachments.length > 0 && (
        <FileCards label={t('letters.attachments')} files={letter.attachments} addressOf={addressOf} />
      )}
    </div>
  );
}

function Facts({ letter }: { readonly letter: Letter }) {
  const { unitName } = useLetterWords();
  const [revealed, setRevealed] = useState<Writer | null>(null);
  const { roles } = useMe();
  const { processId, receivedAt, eventOn, eventPlace, namedUnits } = letter;
  const mayReveal = letter.body !== null || roles.includes('efficiency');
  const { day, time } = dayAndTime(receivedAt);
  const writer = letter.writer && (revealed ?? letter.writer);
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t('letters.writer'), writer?.name],
    [t('letters.phone'), writer?.phone],
    [t('letters.email'), writer?.email],
    [t('letters.address'), writer?.address],
    [t('letters.receivedAt'), `${documentDay(day)}${time}`],
    [t('letters.eventOn'), eventOn && documentDay(eventOn)],
    [t('letters.eventPlace'), eventPlace],
    [
      t('letters.namedUnits'),
      namedUnits.length === 0 ? t('letters.noneNamed') : namedUnits.map(unitName).join('、'),
    ],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {writer && mayReveal && (
        <LetterWriter processId={processId} revealed={revealed} onReveal={setRevealed} />
      )}
    </>
  );
}

interface MergedProps {
  readonly of: NonNullable<Letter['mergedInto']>;
  readonly now: Instant;
}

/** The letter that this one follows, and the answer that both share. */
function Merged({ of, now }: MergedProps) {
  const { letterNo: no, stageTitle, unit, dueAt, reply } = of;
  const facts = [
    stageTitle && t('letters.mergedStage', { no, stage: stageTitle }),
    unit && t('letters.mergedUnit', { unit }),
    dueAt && `${t('letters.due')} ${dueText(dueAt, now)}`,
  ];
  return (
    <section className={styles.merged}>
      <h3>
        <Link to="/letters/$no" params={{ no }}>
          {t('letters.merged', { no })}
        </Link>
      </h3>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      {reply !== null && (
        <>
          <h4>{t('letters.mergedReply')}</h4>
          <ReadingText text={reply} />
        </>
      )}
    </section>
  );
}
