import { CircleCheck } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { questionsOf } from '../questionnaire.js';
import { missingOf, type EditedSurvey, type Required } from './edited-survey.js';
import { blockId } from './question-block.js';
import styles from './survey-editor.module.css';

interface Props {
  readonly edited: EditedSurvey;
  /** Names of questions with free text. */
  readonly freeText: readonly string[];
  readonly onOpen: (question: string) => void;
}

/** What is missing before the survey can be submitted; each item leads to its field. */
export function MissingList({ edited, freeText, onOpen }: Props) {
  const missing = missingOf(edited);
  const free = questionsOf(edited.questionnaire).filter(({ name }) => freeText.includes(name));
  return (
    <section aria-label={t('surveyDesk.checklist')}>
      {missing.length === 0 ? (
        <p className={styles.whole}>
          <CircleCheck size={16} aria-hidden />
          {t('surveyDesk.whole')}
        </p>
      ) : (
        <div className={styles.missing}>
          {t('surveyDesk.missing', { n: missing.length })}
          <ul className={styles.checks}>
            {missing.map((field) => (
              <li key={field}>
                <button type="button" onClick={() => jump(field)}>
                  {t(`surveyDesk.${field}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {free.length > 0 && (
        <p className={styles.note}>
          {t('surveyDesk.freeText')}{' '}
          {free.map(({ name, title }) => (
            <button
              key={name}
              type="button"
              className={styles.link}
              onClick={() => {
                onOpen(name);
                document.getElementById(blockId(name))?.scrollIntoView({ block: 'center' });
              }}
            >
              {title}
            </button>
          ))}
        </p>
      )}
    </section>
  );
}

function jump(field: Required): void {
  const found = document.getElementById(`survey-${field}`);
  found?.scrollIntoView({ block: 'center' });
  const control = found?.matches('input, textarea, [tabindex]')
    ? found
    : found?.querySelector<HTMLElement>('input, textarea');
  control?.focus();
}
