import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Tag } from '../../../ui/tag.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import { answerText } from '../answer-text.js';
import { questionsOf, type Answers, type QuestionnaireJson } from '../questionnaire.js';
import { decideResponse, releaseQuote, surveyQuery, type SurveyResponse } from '../staff-api.js';
import styles from './answers-tab.module.css';

/** What is being done with a response: it is judged, or words of one of its answers are released. */
type Act =
  { readonly is: 'decide' } | { readonly is: 'quote'; readonly question: string; readonly text: string };

interface Props {
  readonly survey: string;
  readonly questionnaire: QuestionnaireJson;
  readonly response: SurveyResponse;
  readonly mayDecide: boolean;
  readonly mayQuote: boolean;
}

/** One response: what was answered, why it was held, and what may be done with it. */
export function ResponseCard({ survey, questionnaire, response, mayDecide, mayQuote }: Props) {
  const { id, state, cause, seconds, answeredAt, decidedBy, reason } = response;
  const answers = response.answers as Answers;
  const [act, setAct] = useState<Act>();
  const isHeld = state === 'set-aside';
  const given = questionsOf(questionnaire).filter(({ name }) => answers[name] !== undefined);
  return (
    <li className={`${styles.response} ${isHeld ? styles.held : ''}`}>
      <div className={styles.head}>
        <span>{listInstant(answeredAt, Date.now())}</span>
        {seconds !== null && <span>{t('surveyDesk.seconds', { n: seconds })}</span>}
        <Tag tone={isHeld ? 'warn' : 'ok'}>{t(isHeld ? 'surveyDesk.isHeld' : 'surveyDesk.isCounted')}</Tag>
        {cause !== null && <span>{t(`surveyDesk.cause_${cause}`)}</span>}
        {decidedBy !== null && (
          <span>{t('surveyDesk.decided', { by: decidedBy, reason: reason ?? '' })}</span>
        )}
        {mayDecide && (
          <Button size="small" onPress={() => setAct({ is: 'decide' })}>
            {t(isHeld ? 'surveyDesk.count' : 'surveyDesk.hold')}
          </Button>
        )}
      </div>
      <dl className={styles.answers}>
        {given.map((question) => (
          <Given
            key={question.name}
            title={question.title}
            text={answerText(question, answers[question.name]!)}
            onQuote={
              mayQuote && (question.type === 'text' || question.type === 'comment')
                ? (text) => setAct({ is: 'quote', question: question.name, text })
                : undefined
            }
          />
        ))}
      </dl>
      {act && (
        <ActForm
          act={act}
          label={t(
            act.is === 'quote'
              ? 'surveyDesk.quoteText'
              : isHeld
                ? 'surveyDesk.countReason'
                : 'surveyDesk.holdReason',
          )}
          onClose={() => setAct(undefined)}
          survey={survey}
          send={(text) =>
            act.is === 'quote'
              ? releaseQuote(survey, { answer: id, question: act.question, text })
              : decideResponse(survey, id, { verdict: isHeld ? 'count' : 'set-aside', reason: text })
          }
        />
      )}
    </li>
  );
}

function Given({
  title,
  text,
  onQuote,
}: {
  readonly title: string;
  readonly text: string;
  readonly onQuote: ((text: string) => void) | undefined;
}) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {text}{' '}
        {onQuote && (
          <Button size="small" kind="ghost" onPress={() => onQuote(text)}>
            {t('surveyDesk.quote')}
          </Button>
        )}
      </dd>
    </>
  );
}

function ActForm({
  act,
  label,
  survey,
  send,
  onClose,
}: {
  readonly act: Act;
  readonly label: string;
  readonly survey: string;
  readonly send: (text: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState(act.is === 'quote' ? act.text : '');
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: () => send(text.trim()),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: surveyQuery(survey).queryKey });
      toasts.add(t(act.is === 'quote' ? 'surveyDesk.quoted' : 'surveyDesk.judged'));
      onClose();
    },
  });
  return (
    <form
      className={styles.decision}
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      {sending.error && <Banner tone="late">{explain(sending.error)}</Banner>}
      <TextArea
        label={label}
        hint={act.is === 'quote' ? t('surveyDesk.quoteHint') : undefined}
        autoFocus
        value={text}
        onChange={setText}
      />
      <p className={styles.buttons}>
        <Button
          type="submit"
          kind="primary"
          size="small"
          isDisabled={sending.isPending || text.trim() === ''}
        >
          {t('surveyDesk.confirm')}
        </Button>
        <Button size="small" onPress={onClose}>
          {t('common.cancel')}
        </Button>
      </p>
    </form>
  );
}
