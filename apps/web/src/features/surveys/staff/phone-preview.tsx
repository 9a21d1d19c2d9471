import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { askedNow, askedOn, gapIn, screensOf } from '../asked.js';
import { QuestionView } from '../questions/question-view.js';
import type { Answers, AnswerValue, QuestionnaireJson } from '../questionnaire.js';
import styles from './phone-preview.module.css';

/** The questionnaire as a phone shows it, by the same renderer. It can be answered; nothing is stored. */
export function PhonePreview({
  title,
  questionnaire,
}: {
  readonly title: string;
  readonly questionnaire: QuestionnaireJson;
}) {
  const [given, setGiven] = useState<Answers>({});
  const [at, setAt] = useState(0);
  const [isTold, setTold] = useState(false);
  const { answers, asked } = askedNow(questionnaire, given);
  const screens = screensOf(questionnaire).filter((screen) => askedOn(screen, asked).length > 0);
  const place = Math.max(0, Math.min(at, screens.length - 1));
  const shown = screens[place] ? askedOn(screens[place], asked) : [];
  const change = (name: string, value: AnswerValue | undefined): void =>
    setGiven(({ [name]: _before, ...others }) =>
      value === undefined ? others : { ...others, [name]: value },
    );
  const go = (to: number): void => {
    setTold(false);
    setAt(to);
  };
  const next = (): void => {
    const isWhole = shown.every(({ question }) => gapIn(question, given[question.name]) === null);
    if (!isWhole) setTold(true);
    else go(place + 1 < screens.length ? place + 1 : 0);
  };
  return (
    <section className={styles.phone} aria-label={t('surveyDesk.preview')}>
      <header className={styles.head}>
        <b>{title}</b>
        <p>
          <span>
            {t('surveyDesk.screenOf', { at: screens.length === 0 ? 0 : place + 1, of: screens.length })}
          </span>
          <span>{t('surveyDesk.answered', { n: Object.keys(answers).length, of: asked.size })}</span>
        </p>
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('surveyDesk.previewQuestions')}>
        {shown.length === 0 && <p className={styles.none}>{t('surveyDesk.previewEmpty')}</p>}
        {shown.map(({ number, question }) => (
          <QuestionView
            key={question.name}
            id={`preview-${question.name}`}
            number={number}
            question={question}
            answer={given[question.name]}
            onChange={(value) => change(question.name, value)}
            gap={isTold ? gapIn(question, given[question.name]) : null}
          />
        ))}
      </div>
      <footer className={styles.foot}>
        <Button isDisabled={place === 0} onPress={() => go(place - 1)}>
          {t('surveyDesk.back')}
        </Button>
        <Button kind="primary" isDisabled={screens.length === 0} onPress={next}>
          {t(place + 1 < screens.length ? 'surveyDesk.next' : 'surveyDesk.again')}
        </Button>
      </footer>
    </section>
  );
}
