import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { timeOf } from '../../../lib/dates.js';
import { useSending } from '../../../lib/sending.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary, type FieldError } from '../../../ui/native/error-summary.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { askedNow, askedOn, gapIn, minutesFor, screensOf } from '../asked.js';
import { gapText } from '../questions/gap-text.js';
import { QuestionView } from '../questions/question-view.js';
import type { QuestionnaireJson } from '../questionnaire.js';
import { BeforeSending } from './before-sending.js';
import { challenge, sendAnswers, type Survey } from './surveys-api.js';
import { leftText } from './survey-words.js';
import type { KeptAnswers } from './use-kept-answers.js';
import styles from './answer-form.module.css';

/** Two or three questions a screen, kept on this device; what is missing is said before one goes on. */
export function AnswerForm({
  survey,
  questionnaire,
  kept,
  onClosed,
}: {
  survey: Survey;
  questionnaire: QuestionnaireJson;
  kept: KeptAnswers;
  /** It closed, or was changed, while it was answered. */
  onClosed: () => void;
}) {
  const { answers, asked } = askedNow(questionnaire, kept.answers);
  const screens = screensOf(questionnaire).filter((screen) => askedOn(screen, asked).length > 0);
  const at = Math.min(kept.at, screens.length - 1);
  const screen = screens[at]!;
  const isLast = at === screens.length - 1;
  const shown = askedOn(screen, asked);
  const [told, setTold] = useState(false);
  // As they were at the last try: what is mended since takes no focus away.
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [phone, setPhone] = useState('');
  const { send, isSending, failure, fields } = useSending();
  const head = useRef<HTMLHeadingElement>(null);
  const isMoved = useRef(false);
  useEffect(() => challenge.start(), []);
  useEffect(() => {
    if (isMoved.current) head.current?.focus();
    isMoved.current = true;
    window.scrollTo({ top: 0 });
  }, [at]);

  const phoneError = survey.oneAnswer === 'phone' ? fields.get('phone') : undefined;
  const errors = isLast && phoneError ? [...faults, { id: 'phone', text: phoneError }] : faults;

  const go = (to: number): void => {
    setTold(false);
    setFaults([]);
    kept.goTo(to);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = shown.flatMap(({ number, question }) => {
      const gap = gapIn(question, kept.answers[question.name]);
      return gap ? [{ id: idOf(number), text: t('surveys.faultOf', { number, text: gapText(gap) }) }] : [];
    });
    setTold(true);
    setFaults(found);
    setAttempt((before) => before + 1);
    if (found.length > 0) return;
    if (!isLast) return go(at + 1);
    const content = { answers, ticket: survey.ticket, ...(phone.trim() && { phone: phone.trim() }) };
    void send(
      content,
      (key) =>
        sendAnswers(survey.id, content, key).catch((error: unknown) => {
          if (error instanceof ProblemError && CLOSED.has(error.code)) onClosed();
          throw error;
        }),
      ({ answeredAt }) => kept.markSent(answeredAt),
    );
  };

  return (
    <form className={`wrap ${styles['form']}`} onSubmit={submit} noValidate>
      <div className={styles['head']}>
        <PageHeading title={survey.title} />
        <p className={styles['progress']}>
          <span>{t('surveys.screenOf', { at: at + 1, of: screens.length })}</span>
          <span>
            {at === 0
              ? beginning(survey, asked.size)
              : t('surveys.answered', { n: Object.keys(answers).length, of: asked.size })}
          </span>
        </p>
        <progress
          className={styles['bar']}
          aria-label={t('surveys.progress')}
          value={at + 1}
          max={screens.length}
        />
      </div>
      <ErrorSummary errors={errors} general={failure} attempt={attempt} />
      {at === 0 && <p className={styles['purpose']}>{survey.purpose}</p>}
      <h2 ref={head} tabIndex={-1} className={screen.title ? styles['title'] : 'visually-hidden'}>
        {screen.title ?? t('surveys.screenOf', { at: at + 1, of: screens.length })}
      </h2>
      {screen.description && <p className={styles['description']}>{screen.description}</p>}
      {shown.map(({ number, question }) => (
        <QuestionView
          key={question.name}
          id={idOf(number)}
          number={number}
          question={question}
          answer={kept.answers[question.name]}
          onChange={(value) => kept.answer(question.name, value)}
          gap={told ? gapIn(question, kept.answers[question.name]) : null}
        />
      ))}
      {isLast && <BeforeSending survey={survey} phone={phone} onPhone={setPhone} phoneError={phoneError} />}
      <div className={styles['foot']}>
        {at > 0 && (
          <button type="button" className={button('plain')} onClick={() => go(at - 1)}>
            {t('surveys.back')}
          </button>
        )}
        <button type="submit" className={`${button('primary')} ${styles['next']}`} aria-disabled={isSending}>
          {isLast ? t(isSending ? 'form.sending' : 'surveys.send') : t('surveys.next')}
        </button>
        <p role="status">
          {kept.savedAt !== undefined && t('surveys.savedAt', { time: timeOf(kept.savedAt) })}
          {isLast && t('surveys.final')}
        </p>
      </div>
    </form>
  );
}

const CLOSED = new Set(['SURVEY_NOT_OPEN', 'SURVEY_CLOSED', 'NOT_FOUND']);
const idOf = (number: number): string => `question-${number}`;

const beginning = ({ secondsToClosing }: Survey, questions: number): string =>
  [
    t('surveys.minutes', { minutes: minutesFor(questions) }),
    ...(secondsToClosing === null ? [] : [leftText(secondsToClosing)]),
  ].join(' · ');
