import { dayOf, listInstant, shortDay } from '../../../lib/dates.js';
import { isOfCitizen } from '../../../lib/of-citizen.js';
import { t } from '../../../messages/t.js';
import { FileCards } from '../../../ui/file-cards.js';
import { fileAddress } from '../acts-api.js';
import type { Content, TaskDetail } from '../api.js';
import { ContentFiles } from './content-files.js';
import styles from './task-pane.module.css';

/** What the performer has to read: the letter, and what earlier steps have written. */
export function CaseText({ context, now }: { readonly context: TaskDetail['context']; readonly now: Date }) {
  const { letter, contents } = context;
  const written = contents.filter(({ content }) => textsOf(content).length > 0);
  const added = letter ? written.filter(isOfCitizen) : [];
  const ofOffices = written.filter((content) => !added.includes(content));
  return (
    <>
      {letter && (
        <section className={styles.letter}>
          <p className={styles.facts}>
            <span>{t('tasks.received', { at: listInstant(letter.receivedAt, now) })}</span>
            <span>{t('tasks.chosenClass', { class: t(`letters.kind_${letter.kind}`) })}</span>
            <span>{t(letter.wantsPublic ? 'tasks.consents' : 'tasks.noConsent')}</span>
            {letter.writer && <span>{letter.writer.name}</span>}
            {letter.attachments.length > 0 && (
              <span>
                {t('tasks.files')} {letter.attachments.length}
              </span>
            )}
          </p>
          {letter.body === null ? (
            letter.erasedAt !== null && <p>{t('tasks.erased')}</p>
          ) : (
            <div className={styles.body}>
              {letter.body.split('\n').map((line, index) => (
                <p key={index}>{line}</p>
              ))}
            </div>
          )}
          {letter.attachments.length > 0 && (
            <FileCards label={t('tasks.files')} files={letter.attachments} addressOf={fileAddress} />
          )}
        </section>
      )}
      {added.map((content) => (
        <AddedText key={`${content.name}-${content.at}`} of={content} now={now} />
      ))}
      {ofOffices.length > 0 && (
        <details className={styles.earlier}>
          <summary>
            {t('tasks.previousWork')}（{ofOffices.length}）
          </summary>
          {ofOffices.map((content) => (
            <ContentText key={`${content.task}-${content.at}`} of={content} now={now} />
          ))}
        </details>
      )}
    </>
  );
}

/** What the writer of a letter has added to it: read with the letter, not folded away with the notes of the offices. */
function AddedText({ of, now }: { readonly of: Content; readonly now: Date }) {
  const day = shortDay(dayOf(of.at), dayOf(now));
  return (
    <section className={styles.added}>
      <h3>{t('tasks.added', { what: of.outcomeTitle ?? of.title, day })}</h3>
      {textsOf(of.content).map((text, index) => (
        <p key={index} className={styles.text}>
          {text}
        </p>
      ))}
      <ContentFiles content={of.content} />
    </section>
  );
}

/** One content: who wrote it where, and its texts. */
export function ContentText({ of, now }: { readonly of: Content; readonly now: Date }) {
  return (
    <section className={styles.content}>
      <h3>
        {of.title}
        {of.outcomeTitle && ` · ${of.outcomeTitle}`}
        <span className={styles.when}>
          {of.actor ?? t('tasks.citizen')} {listInstant(of.at, now)}
        </span>
      </h3>
      {of.content === null ? (
        <p>{t('tasks.erased')}</p>
      ) : (
        textsOf(of.content).map((text, index) => (
          <p key={index} className={styles.text}>
            {text}
          </p>
        ))
      )}
      <ContentFiles content={of.content} />
    </section>
  );
}

/** The texts that a person has written, in the order of the form; ids and codes are not for reading. */
export function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return /^[0-9a-f-]{36}$/.test(content) || content === '' ? [] : [content];
  if (Array.isArray(content)) return content.flatMap(textsOf);
  if (typeof content === 'object' && content !== null) return Object.values(content).flatMap(textsOf);
  return [];
}
