import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { answeredGroups, type AnsweredGroup, type Verdict } from '../feedback-groups.js';
import type { FeedbackRow } from './api.js';
import { VerdictName } from './verdict-name.js';
import page from './page.module.css';
import styles from './feedback-table.module.css';

/** Rows at first: a table of thousands is opened in steps. */
const STEP = 50;

/** Every opinion, or group of opinions, with its verdict and its reason. On a phone each row is a block with its labels. */
export function FeedbackTable({ opinions }: { opinions: readonly FeedbackRow[] }) {
  const [shown, setShown] = useState(STEP);
  const groups = answeredGroups(opinions);
  if (groups.length === 0) return <p>{t('consulting.noFeedback')}</p>;
  return (
    <section aria-labelledby="answers-title">
      <div className={page['section']}>
        <h2 id="answers-title">{t('consulting.answers')}</h2>
        <span>{t('consulting.answersNote', { n: opinions.length })}</span>
      </div>
      <table className={styles['table']}>
        <caption className="visually-hidden">{t('consulting.answers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('consulting.number')}</th>
            <th scope="col">{t('consulting.who')}</th>
            <th scope="col">{t('consulting.clause')}</th>
            <th scope="col">{t('consulting.gist')}</th>
            <th scope="col">{t('consulting.verdict')}</th>
            <th scope="col">{t('consulting.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, shown).map((group, index) => (
            <Row key={group.key} group={group} number={index + 1} />
          ))}
        </tbody>
      </table>
      {groups.length > shown && (
        <button type="button" className={button('plain', 'small')} onClick={() => setShown(shown + STEP)}>
          {t('consulting.moreRows', { n: groups.length - shown })}
        </button>
      )}
    </section>
  );
}

function Row({ group: { first, opinions }, number }: { group: AnsweredGroup; number: number }) {
  const [isOpen, setOpen] = useState(false);
  const isGroup = opinions.length > 1;
  return (
    <tr>
      <td className={styles['number']}>{number}</td>
      <td className={styles['who']}>
        {isGroup ? t('consulting.andOthers', { name: first.name, n: opinions.length }) : first.name}
      </td>
      <td className={styles['clause']}>{first.clause ?? t('consulting.whole')}</td>
      <td className={styles['text']} data-label={t('consulting.gist')}>
        {isGroup ? first.summary : first.body}
        {isGroup && (
          <button
            type="button"
            className={styles['more']}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'consulting.foldOpinions' : 'consulting.unfoldOpinions', { n: opinions.length })}
          </button>
        )}
        {isOpen && (
          <ul className={styles['members']}>
            {opinions.map((opinion) => (
              <li key={opinion.number}>
                <span>{opinion.name}</span> {opinion.body}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className={styles['verdict']}>
        <VerdictName verdict={first.verdict as Verdict} />
      </td>
      <td className={styles['text']} data-label={t('consulting.reason')}>
        {first.reason}
      </td>
    </tr>
  );
}
